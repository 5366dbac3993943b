using Pulumi.Automation.Events;

namespace Pulumi.Automation;

public class UpdateOptions
{
    public int? Parallel { get; set; }

    public string? Message { get; set; }

    public List<string>? Target { get; set; }

    public List<string>? Exclude { get; set; }

    public Action<string>? OnStandardOutput { get; set; }

    public Action<string>? OnStandardError { get; set; }

    public Action<EngineEvent>? OnEvent { get; set; }

    public string? Color { get; set; }

    /// <summary>The options that all operations have, in the order in which the official package writes them.</summary>
    internal IEnumerable<string> Arguments() =>
    [
        .. Parallel is { } parallel ? ["--parallel", $"{parallel}"] : Array.Empty<string>(),
        .. string.IsNullOrWhiteSpace(Message) ? Array.Empty<string>() : ["--message", Message],
        .. (Exclude ?? []).SelectMany(urn => new[] { "--exclude", urn }),
        .. (Target ?? []).SelectMany(urn => new[] { "--target", urn }),
        .. string.IsNullOrWhiteSpace(Color) ? Array.Empty<string>() : ["--color", Color],
    ];
}

public sealed class UpOptions : UpdateOptions
{
    public bool? ExpectNoChanges { get; set; }

    public List<string>? Replace { get; set; }

    public bool? TargetDependents { get; set; }

    public bool? ShowSecrets { get; set; }

    public bool? ContinueOnError { get; set; }

    public bool? Refresh { get; set; }
}

public sealed class PreviewOptions : UpdateOptions
{
    public bool? ExpectNoChanges { get; set; }

    public List<string>? Replace { get; set; }

    public bool? TargetDependents { get; set; }

    public bool? Refresh { get; set; }
}

public sealed class RefreshOptions : UpdateOptions
{
    public bool? PreviewOnly { get; set; }

    public bool? ExpectNoChanges { get; set; }

    public bool? ShowSecrets { get; set; }

    public bool? ClearPendingCreates { get; set; }
}

public sealed class DestroyOptions : UpdateOptions
{
    public bool? TargetDependents { get; set; }

    public bool? ShowSecrets { get; set; }

    public bool? PreviewOnly { get; set; }

    public bool? ContinueOnError { get; set; }

    public bool? Refresh { get; set; }
}

public sealed class HistoryOptions
{
    public int? Page { get; set; }

    public int? PageSize { get; set; }

    public bool? ShowSecrets { get; set; }
}
