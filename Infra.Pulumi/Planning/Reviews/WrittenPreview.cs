using System.Text.Json;

namespace Infra.Planning.Reviews;

/// <summary>What the real engine said that `up` would do to one stack, as `preview --output` wrote it.</summary>
public sealed record WrittenPreview
{
    public required string Stack { get; init; }

    /// <summary>"3 to create, 1 to replace, 400 unchanged".</summary>
    public string Summary { get; init; } = "";

    public IReadOnlyList<ResourceChange> Changes { get; init; } = [];

    /// <summary>Why there was no preview.</summary>
    public string? Problem { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Review.Form) + "\n";

    public static WrittenPreview Read(string path) => Review.ReadFile<WrittenPreview>(path, "preview", "`./infra preview STACK --output FILE` writes one");
}
