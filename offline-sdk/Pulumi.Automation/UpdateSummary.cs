using System.Collections.Immutable;

namespace Pulumi.Automation;

public sealed class UpdateSummary
{
    internal UpdateSummary()
    {
    }

    public UpdateKind Kind { get; internal init; }

    public IImmutableDictionary<string, string> Environment { get; internal init; } = ImmutableDictionary<string, string>.Empty;

    public DateTimeOffset StartTime { get; internal init; }

    public string Message { get; internal init; } = "";

    public UpdateState Result { get; internal init; }

    public DateTimeOffset EndTime { get; internal init; }

    public int? Version { get; internal init; }

    public IImmutableDictionary<OperationType, int>? ResourceChanges { get; internal init; }
}

public enum UpdateKind
{
    Update,
    Preview,
    Refresh,
    Rename,
    Destroy,
    Import,
    ResourceImport,
}

public enum UpdateState
{
    NotStarted,
    InProgress,
    Succeeded,
    Failed,
}

public class UpdateResult
{
    internal UpdateResult(string standardOutput, string standardError, UpdateSummary summary)
    {
        StandardOutput = standardOutput;
        StandardError = standardError;
        Summary = summary;
    }

    public string StandardOutput { get; }

    public string StandardError { get; }

    public UpdateSummary Summary { get; }
}

public sealed class UpResult : UpdateResult
{
    internal UpResult(
        string standardOutput, string standardError, UpdateSummary summary, IImmutableDictionary<string, OutputValue> outputs)
        : base(standardOutput, standardError, summary) => Outputs = outputs;

    public IImmutableDictionary<string, OutputValue> Outputs { get; }
}

public class PreviewResult
{
    internal PreviewResult(string standardOutput, string standardError, IImmutableDictionary<OperationType, int> changeSummary)
    {
        StandardOutput = standardOutput;
        StandardError = standardError;
        ChangeSummary = changeSummary;
    }

    public string StandardOutput { get; }

    public string StandardError { get; }

    public IImmutableDictionary<OperationType, int> ChangeSummary { get; }
}

public sealed class OutputValue
{
    internal OutputValue(object value, bool isSecret)
    {
        Value = value;
        IsSecret = isSecret;
    }

    public object Value { get; }

    public bool IsSecret { get; }
}
