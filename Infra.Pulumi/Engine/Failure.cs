using System.Text.RegularExpressions;

namespace Infra.Engine;

/// <summary>A failed run of pulumi and its context.</summary>
internal sealed partial record Failure(string Command, string Stack, StateStore Store, PulumiException Pulumi,
    Progress? Progress, bool WasInterrupted)
{
    /// <summary>The whole output, errors first.</summary>
    public string AllText { get; } = string.Join('\n', [Pulumi.Error, .. Errors(Progress), Pulumi.Output]);

    /// <summary>The first error, in one line and without secrets.</summary>
    public string Cause
    {
        get
        {
            var lines = AllText.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var line = lines.FirstOrDefault(line => line.Contains("error: ", StringComparison.Ordinal))
                ?? lines.FirstOrDefault() ?? "no reason given";
            return Redactor.Redact(CloudError().Match(line) is { Success: true } cloud ? cloud.Groups[1].Value
                : line[(line.IndexOf("error: ", StringComparison.Ordinal) is >= 0 and var at ? at + "error: ".Length : 0)..]);
        }
    }

    /// <summary>The owners of the lock: "by root@vm (pid 22499) since 2026-11-21T16:06:06Z".</summary>
    public string LockOwners => string.Join(" and",
        LockLine().Matches(AllText).Select(match => $" by {match.Groups[1].Value} since {match.Groups[2].Value}").Distinct());

    /// <summary>How many resources had changed.</summary>
    public string Extent => Changed switch
    {
        0 => " before any change",
        1 => " after 1 changed resource",
        _ => $" after {Changed} changed resources",
    };

    public bool HasChanged => Changed > 0;

    private int Changed => Progress?.HasStarted == true ? Progress.Changes.Count() : 0;

    public IReadOnlyList<ResourceStep> FailedSteps => [.. Progress?.StepsIn(StepState.Failed) ?? []];

    public string ReasonFor(ResourceStep step) =>
        Progress!.Diagnostics.LastOrDefault(diagnostic => diagnostic.Urn == step.Urn
            && diagnostic.IsError)?.Text.ReplaceLineEndings("\n    ") ?? "no reason given";

    /// <summary>The name in the first URN of the output.</summary>
    public string MentionedResource => Urn().Match(AllText) is { Success: true } match ? UrnParts.NameOf(match.Value)
        : "a resource";

    private static IEnumerable<string> Errors(Progress? progress) =>
        progress?.Diagnostics.Where(diagnostic => diagnostic.IsError).Select(diagnostic => diagnostic.Text) ?? [];

    // The AWS clients wrap the cause into the attempted operation: "operation error S3: …, api error ExpiredToken: The …"
    [GeneratedRegex(
        @"(?:api error |endpoint rule error, |open state directory ""[^""]*"": |(?=dial tcp |\b\w+Exception: ))(.+)$")]
    private static partial Regex CloudError();

    // "…/locks/….json: created by root@vm (pid 22499) at 2026-11-21T16:06:06Z"
    [GeneratedRegex(@"created by (\S+ \(pid \d+\)) at (\S+)")]
    private static partial Regex LockLine();

    [GeneratedRegex(@"urn:pulumi:[^\s""',]+")]
    private static partial Regex Urn();
}
