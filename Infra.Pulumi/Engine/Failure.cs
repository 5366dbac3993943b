using System.Text.RegularExpressions;

namespace Infra.Engine;

/// <summary>A failed run of pulumi with all that is known about it.</summary>
internal sealed partial record Failure(string Command, string Stack, StateStore Store, PulumiFailed Pulumi, Progress? Progress, bool WasInterrupted)
{
    /// <summary>Everything that was said, errors first.</summary>
    public string Said { get; } = string.Join('\n', [Pulumi.Error, .. Errors(Progress), Pulumi.Output]);

    /// <summary>The first error, in one line and without secrets.</summary>
    public string Cause
    {
        get
        {
            var lines = Said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var line = lines.FirstOrDefault(line => line.Contains("error: ", StringComparison.Ordinal)) ?? lines.FirstOrDefault() ?? "it gave no reason";
            return Scrub.Text(CloudWords().Match(line) is { Success: true } cloud ? cloud.Groups[1].Value : line[(line.IndexOf("error: ", StringComparison.Ordinal) is >= 0 and var at ? at + "error: ".Length : 0)..]);
        }
    }

    /// <summary>Whose lock it is: "by root@vm (pid 22499) since 2026-11-21T16:06:06Z".</summary>
    public string Locks => string.Join(" and",
        LockLine().Matches(Said).Select(match => $" by {match.Groups[1].Value} since {match.Groups[2].Value}").Distinct());

    /// <summary>How far it had come.</summary>
    public string HowFar => Changed switch
    {
        0 => " before anything was changed",
        1 => " after 1 resource was changed",
        _ => $" after {Changed} resources were changed",
    };

    public bool HasChanged => Changed > 0;

    private int Changed => Progress?.HasBegun == true ? Progress.Changes.Count() : 0;

    public IReadOnlyList<Step> FailedSteps => [.. Progress?.In(StepState.Failed) ?? []];

    public string WhyOf(Step step) =>
        Progress!.Remarks.LastOrDefault(remark => remark.Urn == step.Urn && remark.IsError)?.Text.ReplaceLineEndings("\n    ") ?? "no reason given";

    /// <summary>The name in the first URN that is mentioned.</summary>
    public string Mentioned => Urn().Match(Said) is { Success: true } match ? Urns.NameOf(match.Value) : "a resource";

    private static IEnumerable<string> Errors(Progress? progress) =>
        progress?.Remarks.Where(remark => remark.IsError).Select(remark => remark.Text) ?? [];

    // The clients of AWS wrap what matters into what they tried: "operation error S3: …, api error ExpiredToken: The …"
    [GeneratedRegex(@"(?:api error |endpoint rule error, |open state directory ""[^""]*"": |(?=dial tcp |\b\w+Exception: ))(.+)$")]
    private static partial Regex CloudWords();

    // "…/locks/….json: created by root@vm (pid 22499) at 2026-11-21T16:06:06Z"
    [GeneratedRegex(@"created by (\S+ \(pid \d+\)) at (\S+)")]
    private static partial Regex LockLine();

    [GeneratedRegex(@"urn:pulumi:[^\s""',]+")]
    private static partial Regex Urn();
}
