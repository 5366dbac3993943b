using System.Globalization;

namespace Infra.Planning.Reviews;

/// <summary>
/// A review as a comment on a pull request: risky changes, counts of the rest, collapsed details. Its content may come from a
/// stranger's change: all text is escaped, and every line and the whole comment have a maximum length.
/// </summary>
public sealed record ReviewComment
{
    public const int MaxLines = 60;

    private const int MaxLength = 60_000; // GitHub accepts 65,536
    private const int MaxTextLength = 240;
    private const int DetailsFrame = 4;
    private const int MaxStacks = 10;
    private const int MaxFindings = 6;
    private const int MaxPreviewLines = 6;
    private const int MaxRiskLines = 18;
    private const int MaxNames = 5;
    private const int MaxChanges = 1_000;
    private const int MinGroupSize = 4; // larger groups share a line
    private const string Columns = "| stack | changes | budget | a month | findings |";

    public required Review Review { get; init; }

    /// <summary>The planned and previewed commit, from GitHub and never from the change.</summary>
    public required string Commit { get; init; }

    public IReadOnlyList<SavedPreview> Previews { get; init; } = [];

    /// <summary>The URL of the full report.</summary>
    public required string ReportUrl { get; init; }

    /// <summary>The comment; without details, or with the title alone, if it would exceed GitHub's limit.</summary>
    public string Write() =>
        Text(withDetails: true) is { Length: <= MaxLength } whole ? whole
        : Text(withDetails: false) is { Length: <= MaxLength } bare ? bare
        : string.Join('\n', [.. Header([]).Take(2), "", .. Footer()]) + "\n";

    private string Text(bool withDetails)
    {
        var changed = Review.Stacks.Where(stack => stack.Changes.Count > 0).ToList();
        List<string> lines =
        [
            .. Header(changed),
            .. CommentText.Section(CommentText.Limited(Grouped(changed, 1).Where(line => line.Risk != Risk.Ordinary), MaxRiskLines)),
            .. CommentText.Section(CommentText.Limited(Findings(), MaxFindings)),
            .. CommentText.Section(CommentText.Limited(Previews.SelectMany(Previewed), MaxPreviewLines)),
        ];
        var foot = Footer();
        return string.Join('\n', [.. lines, .. withDetails ? Details(changed, MaxLines - lines.Count - foot.Length)
            : [], .. foot]) + "\n";
    }

    private IEnumerable<string> Header(List<StackReview> changed)
    {
        yield return ReviewMark.Write(Commit, Previews.Where(preview => preview.Problem is null)
            .Select(preview => preview.Stack));
        yield return $"### {Title(changed)}";
        yield return "";
        if (Review.Problem is { } problem)
        {
            yield return $"Why: {MarkdownText.Escape(CommentText.Truncate(problem, MaxTextLength))}";
            yield return "";
        }

        if (Review.Stacks.Count == 0)
        {
            yield break;
        }

        yield return Columns;
        yield return "| --- | --- | ---: | ---: | ---: |";
        foreach (var stack in Review.Stacks.Take(MaxStacks))
        {
            yield return Row(stack);
        }

        if (Review.Stacks.Count > MaxStacks)
        {
            yield return $"| and {Review.Stacks.Count - MaxStacks} more | | | | |";
        }

        yield return "";
    }

    private string Title(List<StackReview> changed)
    {
        var atRisk = changed.Where(stack => stack.HighestRisk == Risk.Data)
            .Select(stack => MarkdownText.Escape(CommentText.Truncate(stack.Stack))).Take(MaxStacks).ToList();
        return Review.Problem is not null ? Review.Stacks.Count == 0 ? "The stacks could not be planned"
            : "The base could not be planned, so everything looks new"
            : changed.Count == 0 ? "No stack changes"
            : atRisk.Count > 0 ? $"Data at risk in {string.Join(", ", atRisk)}"
            : $"{changed.Count} of {Review.Stacks.Count} stacks change";
    }

    private static string Row(StackReview stack)
    {
        var budget = ChangeText.Budget(stack.BudgetBefore, stack.Budget);
        var fits = stack.Budget is { Fits: false } ? " **does not fit**" : "";
        var cost = $"{ChangeText.FromTo(stack.CostBefore?.Monthly, stack.Cost?.Monthly)} "
            + $"{MarkdownText.Escape(CommentText.Truncate((stack.Cost ?? stack.CostBefore)?.Currency ?? ""))}";
        var added = stack.NewFindings.Count > 0
            ? string.Create(CultureInfo.InvariantCulture, $", **{stack.NewFindings.Count} new**") : "";
        var resolved = stack.ResolvedFindings > 0
            ? string.Create(CultureInfo.InvariantCulture, $", {stack.ResolvedFindings} resolved") : "";
        var findings = $"{stack.Findings}{added}{resolved}";
        return $"| {MarkdownText.Escape(CommentText.Truncate(stack.Stack))} | {ChangeText.Counts(stack.Changes)} "
            + $"| {budget}{fits} | {cost} | {findings} |";
    }

    /// <summary>
    /// One line for each change. The same change of several stacks, and many changes of one type, share a line.
    /// </summary>
    private static IEnumerable<(Risk Risk, string Text)> Grouped(IEnumerable<StackReview> stacks, int properties) =>
        from one in stacks.SelectMany(stack => stack.Changes.Select(change => (stack.Stack, Change: change))).Take(MaxChanges)
        group one by (one.Change.Risk, one.Change.Name, Text: Line(one.Change, properties)) into same
        group same by (same.Key.Risk, same.First().Change.Kind, same.First().Change.Type,
            Stacks: Names(same.Select(one => one.Stack))) into alike
        orderby alike.Key.Risk
        from line in alike.Count() < MinGroupSize
            ? alike.Select(same => same.Key.Text)
            : [Summary(alike.First().First().Change, alike.Select(same => same.Key.Name).ToList())]
        select (alike.Key.Risk, $"- **{alike.Key.Stacks}** {line}");

    private static string Summary(ResourceChange change, List<string> names) =>
        $"{ChangeText.Verb(change.Kind)} {names.Count} {MarkdownText.Code(CommentText.Truncate(change.ShortType))}{Caution(change)}: "
        + Names(names, MarkdownText.Code);

    private static string Names(IEnumerable<string> names, Func<string, string>? write = null)
    {
        var all = names.ToList();
        return string.Join(", ", all.Take(MaxNames).Select(name => (write ?? MarkdownText.Escape)(CommentText.Truncate(name))))
            + (all.Count > MaxNames ? $" and {all.Count - MaxNames} more" : "");
    }

    private IEnumerable<string> Findings() =>
        from stack in Review.Stacks
        from finding in stack.NewFindings
        let subject = finding.Subject.Split("::")[^1] // the name of a URN
        group stack.Stack by (finding.IsError, Text: $"{subject} {finding.Message}; {finding.Fix}") into same
        orderby !same.Key.IsError
        select $"- **{Names(same)}** new {(same.Key.IsError ? "**error**" : "warning")}: "
            + $"{MarkdownText.Escape(CommentText.Truncate(same.Key.Text, MaxTextLength))}";

    /// <summary>The lines of a preview, also shown in a reply.</summary>
    public static string PreviewLines(SavedPreview preview) => string.Join('\n', CommentText.Limited(Previewed(preview), MaxRiskLines));

    /// <summary>Whether one of our comments is a review comment, not a reply.</summary>
    public static bool IsReviewComment(string comment) =>
        ReviewMark.Read(comment) is not null && comment.Contains("\n### ", StringComparison.Ordinal);

    private static IEnumerable<string> Previewed(SavedPreview preview)
    {
        var stack = MarkdownText.Escape(CommentText.Truncate(preview.Stack));
        yield return preview.Problem is { } problem
            ? $"- preview of **{stack}** failed: {MarkdownText.Escape(CommentText.Truncate(problem, MaxTextLength))}"
            : $"- `up` of **{stack}** would change: {MarkdownText.Code(CommentText.Truncate(preview.Summary))}";
        foreach (var change in preview.Changes.Where(change => change.Risk == Risk.Data))
        {
            yield return $"  - {Line(change, 0)}";
        }
    }

    private static IEnumerable<string> Details(List<StackReview> changed, int most) => changed.Count == 0
        ? []
        : ["<details><summary>Every change</summary>", "", .. CommentText.Limited(Grouped(changed, 3), most - DetailsFrame),
            "</details>", ""];

    private string[] Footer() =>
    [
        $"{Commit[..Math.Min(Commit.Length, 10)]} against {MarkdownText.Escape(CommentText.Truncate(Review.Base))} · [full "
            + $"report]({ReportUrl}) · secrets and their changes are not shown",
    ];

    private static string Line(ResourceChange change, int properties)
    {
        var shown = change.Properties.Take(properties)
            .Select(property => MarkdownText.Code(CommentText.Truncate(ChangeText.Describe(property)))).ToList();
        var more = shown.Count > 0 && change.Properties.Count > properties
            ? $" and {change.Properties.Count - properties} more" : "";
        var resource = MarkdownText.Code(CommentText.Truncate($"{change.ShortType} {change.Name}"));
        return $"{ChangeText.Verb(change.Kind)} "
            + $"{resource}{Caution(change)}{(shown.Count > 0 ? ": " : "")}{string.Join(", ", shown)}{more}";
    }

    private static string Caution(ResourceChange change) =>
        change.Reason is { } reason ? $" (**{MarkdownText.Escape(CommentText.Truncate(reason))}**)" : change.Risk == Risk.Public
            ? " (public)" : "";
}
