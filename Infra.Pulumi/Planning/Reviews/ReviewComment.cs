using System.Globalization;

namespace Infra.Planning.Reviews;

/// <summary>
/// A review as one comment under a pull request: what asks for care, the rest counted, details folded. What it shows may come from a
/// stranger's change: every text is escaped, every line and the whole are bounded.
/// </summary>
public sealed record ReviewComment
{
    public const int MostLines = 60;

    private const int Longest = 60_000; // GitHub takes 65,536
    private const int LongestText = 240;
    private const int FoldedFrame = 4;
    private const int MostStacks = 10;
    private const int MostFindings = 6;
    private const int MostPreviewed = 6;
    private const int MostRisks = 18;
    private const int MostNames = 5;
    private const int MostLookedAt = 1_000;
    private const int Many = 4; // from here on they share a line
    private const string Columns = "| stack | changes | budget | a month | findings |";

    public required Review Review { get; init; }

    /// <summary>The commit that was planned and previewed. From GitHub itself, never from the change.</summary>
    public required string Commit { get; init; }

    public IReadOnlyList<WrittenPreview> Previews { get; init; } = [];

    /// <summary>Where the whole report is.</summary>
    public required string ReportUrl { get; init; }

    /// <summary>The comment; without the folded details, or with the title alone, where a strange plan would burst GitHub's limit.</summary>
    public string Write() =>
        Text(isFolded: true) is { Length: <= Longest } whole ? whole
        : Text(isFolded: false) is { Length: <= Longest } bare ? bare
        : string.Join('\n', [.. Head([]).Take(2), "", .. Foot()]) + "\n";

    private string Text(bool isFolded)
    {
        var changed = Review.Stacks.Where(stack => stack.Changes.Count > 0).ToList();
        List<string> lines =
        [
            .. Head(changed),
            .. Part(Capped(Together(changed, 1).Where(line => line.Risk != Risk.Ordinary), MostRisks)),
            .. Part(Capped(Findings(), MostFindings)),
            .. Part(Capped(Previews.SelectMany(Previewed), MostPreviewed)),
        ];
        var foot = Foot();
        return string.Join('\n', [.. lines, .. isFolded ? Folded(changed, MostLines - lines.Count - foot.Length) : [], .. foot]) + "\n";
    }

    private IEnumerable<string> Head(List<StackReview> changed)
    {
        yield return ReviewMark.Write(Commit, Previews.Where(preview => preview.Problem is null).Select(preview => preview.Stack));
        yield return $"### {Title(changed)}";
        yield return "";
        if (Review.Problem is { } problem)
        {
            yield return $"Why: {MarkdownText.Escape(Cut(problem, LongestText))}";
            yield return "";
        }

        if (Review.Stacks.Count == 0)
        {
            yield break;
        }

        yield return Columns;
        yield return "| --- | --- | ---: | ---: | ---: |";
        foreach (var stack in Review.Stacks.Take(MostStacks))
        {
            yield return Row(stack);
        }

        if (Review.Stacks.Count > MostStacks)
        {
            yield return $"| and {Review.Stacks.Count - MostStacks} more | | | | |";
        }

        yield return "";
    }

    private string Title(List<StackReview> changed)
    {
        var atRisk = changed.Where(stack => stack.Worst == Risk.Data).Select(stack => MarkdownText.Escape(Cut(stack.Stack))).Take(MostStacks).ToList();
        return Review.Problem is not null ? Review.Stacks.Count == 0 ? "The stacks could not be planned" : "The base could not be planned, so that all looks new"
            : changed.Count == 0 ? "No stack changes"
            : atRisk.Count > 0 ? $"Data is at stake in {string.Join(", ", atRisk)}"
            : $"{changed.Count} of {Review.Stacks.Count} stacks change";
    }

    private static string Row(StackReview stack)
    {
        var budget = ReviewWords.Budget(stack.BudgetBefore, stack.Budget);
        var fits = stack.Budget is { Fits: false } ? " **does not fit**" : "";
        var cost = $"{ReviewWords.Moved(stack.CostBefore?.Monthly, stack.Cost?.Monthly)} {MarkdownText.Escape(Cut((stack.Cost ?? stack.CostBefore)?.Currency ?? ""))}";
        var findings = string.Create(CultureInfo.InvariantCulture,
            $"{stack.Findings}{(stack.NewFindings.Count > 0 ? $", **{stack.NewFindings.Count} new**" : "")}{(stack.FindingsGone > 0 ? $", {stack.FindingsGone} gone" : "")}");
        return $"| {MarkdownText.Escape(Cut(stack.Stack))} | {ReviewWords.Counts(stack.Changes)} | {budget}{fits} | {cost} | {findings} |";
    }

    /// <summary>The changes a line each, the same change of several stacks in one, and many of a kind as well.</summary>
    private static IEnumerable<(Risk Risk, string Text)> Together(IEnumerable<StackReview> stacks, int properties) =>
        from one in stacks.SelectMany(stack => stack.Changes.Select(change => (stack.Stack, Change: change))).Take(MostLookedAt)
        group one by (one.Change.Risk, one.Change.Name, Text: Line(one.Change, properties)) into same
        group same by (same.Key.Risk, same.First().Change.Kind, same.First().Change.Type, Stacks: Names(same.Select(one => one.Stack))) into alike
        orderby alike.Key.Risk
        from line in alike.Count() < Many
            ? alike.Select(same => same.Key.Text)
            : [$"{ReviewWords.Doing(alike.Key.Kind)} {alike.Count()} {MarkdownText.Code(Cut(alike.First().First().Change.ShortType))}{Care(alike.First().First().Change)}: "
                + Names(alike.Select(same => same.Key.Name), MarkdownText.Code)]
        select (alike.Key.Risk, $"- **{alike.Key.Stacks}** {line}");

    private static string Names(IEnumerable<string> names, Func<string, string>? write = null)
    {
        var all = names.ToList();
        return string.Join(", ", all.Take(MostNames).Select(name => (write ?? MarkdownText.Escape)(Cut(name)))) + (all.Count > MostNames ? $" and {all.Count - MostNames} more" : "");
    }

    private IEnumerable<string> Findings() =>
        from stack in Review.Stacks
        from finding in stack.NewFindings
        let subject = finding.Subject.Split("::")[^1] // of a URN the name
        group stack.Stack by (finding.IsError, Text: $"{subject} {finding.Message}; {finding.Fix}") into same
        orderby !same.Key.IsError
        select $"- **{Names(same)}** new {(same.Key.IsError ? "**error**" : "warning")}: {MarkdownText.Escape(Cut(same.Key.Text, LongestText))}";

    /// <summary>What a preview says, in the lines that a reply shows as well.</summary>
    public static string Of(WrittenPreview preview) => string.Join('\n', Capped(Previewed(preview), MostRisks));

    /// <summary>Whether a comment of ours is this one, and not a reply.</summary>
    public static bool Is(string comment) => ReviewMark.Read(comment) is not null && comment.Contains("\n### ", StringComparison.Ordinal);

    private static IEnumerable<string> Previewed(WrittenPreview preview)
    {
        var stack = MarkdownText.Escape(Cut(preview.Stack));
        yield return preview.Problem is { } problem
            ? $"- preview of **{stack}** failed: {MarkdownText.Escape(Cut(problem, LongestText))}"
            : $"- `up` would now do to **{stack}**: {MarkdownText.Code(Cut(preview.Summary))}";
        foreach (var change in preview.Changes.Where(change => change.Risk == Risk.Data))
        {
            yield return $"  - {Line(change, 0)}";
        }
    }

    private static IEnumerable<string> Folded(List<StackReview> changed, int most) => changed.Count == 0
        ? []
        : ["<details><summary>Every change</summary>", "", .. Capped(Together(changed, 3), most - FoldedFrame), "</details>", ""];

    private string[] Foot() =>
    [
        $"{Commit[..Math.Min(Commit.Length, 10)]} against {MarkdownText.Escape(Cut(Review.Base))} · [the whole report]({ReportUrl}) · secrets are never shown, nor whether one changed",
    ];

    private static string Line(ResourceChange change, int properties)
    {
        var shown = change.Properties.Take(properties).Select(property => MarkdownText.Code(Cut(ReviewWords.Text(property)))).ToList();
        var more = shown.Count > 0 && change.Properties.Count > properties ? $" and {change.Properties.Count - properties} more" : "";
        return $"{ReviewWords.Doing(change.Kind)} {MarkdownText.Code(Cut($"{change.ShortType} {change.Name}"))}{Care(change)}{(shown.Count > 0 ? ": " : "")}{string.Join(", ", shown)}{more}";
    }

    private static string Care(ResourceChange change) =>
        change.Why is { } reason ? $" (**{MarkdownText.Escape(Cut(reason))}**)" : change.Risk == Risk.Public ? " (public)" : "";

    private static List<string> Part(List<string> lines) => lines.Count == 0 ? lines : [.. lines, ""];

    private static List<string> Capped(IEnumerable<(Risk Risk, string Text)> lines, int most) => Capped(lines.Select(line => line.Text), most);

    private static List<string> Capped(IEnumerable<string> lines, int most)
    {
        var all = lines.ToList();
        return all.Count <= most ? all : [.. all.Take(most - 1), $"- and {all.Count - most + 1} more in the report"];
    }

    // Before it is escaped: an escape must not be cut in two.
    private static string Cut(string text, int longest = 100) => text.Length > longest ? $"{text[..(longest - 1)]}…" : text;
}
