using System.Text.RegularExpressions;
using Infra.Planning;

namespace Infra.Tests.Planning;

public sealed class PlanMarkdownTests
{
    [Fact]
    public async Task Markdown_starts_with_findings_and_has_a_row_for_every_service()
    {
        var plan = await Stacks.Plan("staging");

        var lines = PlanMarkdown.Write([plan]).Split('\n');

        Assert.Equal("## infra-staging", lines[0]);
        Assert.StartsWith("3 warnings · ", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("- **warning** infra:access.ssh opens SSH", lines[4], StringComparison.Ordinal);
        Assert.Equal(plan.Services.Count + 1,
            lines.Count(line => line.StartsWith("| ", StringComparison.Ordinal) && line[2] != '-'));
        Assert.Contains("| vault | platform | platform | 0.34.1 | staging-secrets.example.net | 0.07 | 256 MiB | 0 GiB |", lines);
    }

    [Fact]
    public async Task Markdown_details_list_every_resource()
    {
        var plan = await Stacks.Plan("staging");

        var folded = PlanMarkdown.Write([plan]).Split("<details>")[1];

        Assert.Equal(plan.Resources.Count - 1, Regex.Count(folded, "^ *- ", RegexOptions.Multiline));
        Assert.Contains("\n  - vault `Release`\n", folded, StringComparison.Ordinal);
        Assert.EndsWith("\n\n</details>\n", folded, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markdown_escapes_text_from_settings()
    {
        var text = PlanMarkdown.Write([await HostilePlan.Make()]);

        var outside = Regex.Replace(text, "(`+)(?!`).+?(?<!`)\\1(?!`)", "");
        Assert.Equal(["<details>", "<summary>", "</summary>", "</details>"], Regex.Matches(outside, "<[^>]*>")
            .Select(tag => tag.Value).Where(tag => tag is not ("<br>" or "<code>" or "</code>")));
        Assert.DoesNotMatch("@|\\]\\(|(?<!&)#[0-9]", outside);
        Assert.Equal(["## infra-staging"], text.Split('\n').Where(line => line.StartsWith('#')));
        Assert.All(text.Split('\n').Where(line => line.StartsWith('|')), row => Assert.Equal(9, row.Count(c => c == '|')));
    }
}
