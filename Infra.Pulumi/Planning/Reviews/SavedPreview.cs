using System.Text.Json;

namespace Infra.Planning.Reviews;

/// <summary>The engine's preview of one stack, in the format of `preview --output`.</summary>
public sealed record SavedPreview
{
    public required string Stack { get; init; }

    /// <summary>"3 to create, 1 to replace, 400 unchanged".</summary>
    public string Summary { get; init; } = "";

    public IReadOnlyList<ResourceChange> Changes { get; init; } = [];

    /// <summary>Why the preview failed.</summary>
    public string? Problem { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Review.JsonOptions) + "\n";

    public static SavedPreview Read(string path) =>
        Review.ReadFile<SavedPreview>(path, "preview", "write it with `./infra preview STACK --output FILE`");
}
