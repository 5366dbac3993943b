using System.Text.Json;
using System.Text.RegularExpressions;
using Infra.Engine;

namespace Infra.Cli.Ci;

/// <summary>A pull request in its current state.</summary>
internal sealed partial record PullRequest(int Number, bool IsOpen, string Head, string? HeadRepository, string BaseBranch,
    string? Merged)
{
    public static PullRequest Of(JsonElement json)
    {
        var head = json.GetProperty("head");
        return new(
            json.GetProperty("number").GetInt32(),
            json.GetProperty("state").GetString() == "open",
            CommitOf(head.GetProperty("sha").GetString()),
            // A fork may be gone.
            head.GetProperty("repo") is { ValueKind: JsonValueKind.Object } repository
                ? repository.GetProperty("full_name").GetString() : null,
            json.GetProperty("base").GetProperty("ref").GetString()!,
            json.TryGetProperty("merged_at", out var merged) && merged.ValueKind == JsonValueKind.String
                ? CommitOf(json.GetProperty("merge_commit_sha").GetString()) : null);
    }

    /// <summary>Validates a commit: it ends up in commands and file names.</summary>
    public static string CommitOf(string? text) =>
        text is not null && Sha().IsMatch(text) ? text
            : throw new EngineError("GitHub sent an invalid commit", "run this job again");

    [GeneratedRegex(@"\A([0-9a-f]{40}|[0-9a-f]{64})\z")]
    private static partial Regex Sha();
}
