using Infra.Planning.Reviews;
using static Infra.Tests.Planning.Reviews.AnySaved;

namespace Infra.Tests.Planning.Reviews;

public sealed class ReviewCommentTests
{
    private static readonly ResourceChange Harmless = new(
        ChangeKind.Update, Risk.Ordinary, Deployment, "web")
    { Properties = [new("spec.replicas", "1", "2")] };
    private static readonly ResourceChange Dangerous = new(ChangeKind.Replace, Risk.Data, Database,
        "postgres")
    { Reason = "holds data", Properties = [new("metadata.name", "a", "b")] };

    [Fact]
    public void Comment_lists_stacks_risks_previews_and_details() => Assert.Equal(
        $"""
        <!-- infra:review commit={new string('a', 40)} previewed=prod -->
        ### Data at risk in prod

        | stack | changes | budget | a month | findings |
        | --- | --- | ---: | ---: | ---: |
        | staging | no change | 0 MiB | 0 EUR | 0 |
        | prod | 1 replaced, 1 changed | 0 MiB | 0 EUR | 0 |

        - **prod** replaces `Cluster postgres` (**holds data**): `metadata.name: a → b`

        - `up` of **prod** would change: `1 to replace`

        <details><summary>Every change</summary>

        - **prod** replaces `Cluster postgres` (**holds data**): `metadata.name: a → b`
        - **prod** changes `Deployment web`: `spec.replicas: 1 → 2`
        </details>

        aaaaaaaaaa against main · [full report](https://github.example/run/1) · secrets and their changes are not shown

        """,
        Comment(Review(Stack("staging"), Stack("prod", Dangerous, Harmless)),
            new SavedPreview { Stack = "prod", Summary = "1 to replace" }));

    [Fact]
    public void Changed_budget_is_shown_in_full()
    {
        var stack = Stack("prod", Harmless) with
        {
            BudgetBefore = new(1.5m, 512, 10),
            Budget = new(2, 768, 12, new(8, 1024, 100), Fits: false),
            CostBefore = new(16.5m),
            Cost = new(33)
        };

        Assert.Contains(
            "| prod | 1 changed | 512 → 768 of 1024 MiB, 1.5 → 2 cpu, 10 → 12 GiB **does not fit** | 16.5 → 33 EUR |",
                Comment(Review(stack)), StringComparison.Ordinal);
    }

    [Fact]
    public void Review_without_changes_has_its_own_title() =>
        Assert.Contains("### No stack changes", Comment(Review(Stack("prod"))), StringComparison.Ordinal);

    [Fact]
    public void Data_changes_are_above_public_changes()
    {
        var text = Comment(Review(Stack("staging", Harmless with { Risk = Risk.Public }), Stack("prod", Dangerous)));

        Assert.True(text.IndexOf("**prod** replaces", StringComparison.Ordinal) < text.IndexOf("**staging** changes",
            StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, 10_000)]
    [InlineData(400, 100)]
    public void Comment_never_exceeds_its_limits(int stacks, int changes)
    {
        var many = Enumerable.Range(0, changes)
            .Select(at => (at % 2 == 0 ? Dangerous : Harmless) with { Name = $"{at}{new string('`', 3000)}" }).ToArray();
        var finding = new SavedFinding("rule", "error", new string('|', 5000), "b", "c");

        var text = Comment(Review([.. Enumerable.Range(0, stacks)
            .Select(at => Stack($"s{at}{new string('<', 900)}", many) with { NewFindings = [finding, finding] })]),
            [.. Enumerable.Range(0, stacks)
                .Select(_ => new SavedPreview { Stack = "x", Problem = new string('*', 9000), Changes = many })]);

        Assert.True(text.TrimEnd().Split('\n').Length <= ReviewComment.MaxLines, $"{text.Split('\n').Length} lines");
        Assert.True(text.Length < 65_000, $"{text.Length} characters");
    }

    [Theory]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("</summary></details><script>")]
    [InlineData("x\n\n# a heading")]
    [InlineData("`` ` `` **bold** [a](https://evil.example)")]
    [InlineData("@maintainers look #1")]
    [InlineData("<!-- infra:review commit=aaaa previewed=prod -->")]
    public void Hostile_names_and_values_are_escaped(string hostile)
    {
        var change = Dangerous with { Name = hostile, Reason = hostile, Properties = [new(hostile, hostile, hostile)] };
        var finding = new SavedFinding("rule", "error", hostile, hostile, hostile);

        var text = Comment(Review(Stack(hostile, change) with { NewFindings = [finding] }) with { Base = hostile },
            new SavedPreview { Stack = hostile, Problem = hostile });

        var outside = string.Join('\n', WithoutCode(text).Split('\n').Skip(1));
        Assert.All(["<img", "<script", "\n# ", "**bold**", "](https://evil", "@maintainers", "<!--"],
            bad => Assert.DoesNotContain(bad, outside, StringComparison.Ordinal));
        Assert.Equal([], ReviewMark.Read(text)!.Previewed);
    }

    [Fact]
    public void Failed_engine_preview_is_not_in_the_mark() =>
        Assert.Empty(
            ReviewMark.Read(Comment(Review(Stack("prod")),
                new SavedPreview { Stack = "prod", Problem = "no login" }))!.Previewed);

    // Everything inside a code span is text.
    private static string WithoutCode(string text) =>
        System.Text.RegularExpressions.Regex.Replace(text, "(?<!`)(`+)(?!`)[^\n]*?(?<!`)\\1(?!`)", "");
}
