using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infra.Planning;

namespace Infra.Tests.Planning;

public sealed partial class PlanHtmlTests
{
    [Fact]
    public async Task Page_loads_nothing_from_elsewhere()
    {
        var page = PlanHtml.Write([await Stacks.Plan("staging")]);

        Assert.DoesNotMatch("<(link|img|iframe|object|embed|base)\\b|\\bsrc=|@import|url\\(", Inputs().Replace(page, ""));
        Assert.All(Regex.Matches(page, "href=\"([^\"]*)\"")
            .Select(match => match.Groups[1].Value), target => Assert.StartsWith("#", target, StringComparison.Ordinal));
        Assert.InRange(page.Length, 1, 1_500_000);
    }

    [Theory]
    [InlineData("script")]
    [InlineData("style")]
    public async Task Content_security_policy_allows_only_own_script_and_style(string element)
    {
        var page = PlanHtml.Write([await Stacks.Plan("staging")]);

        var inside = Regex.Match(page, $"<{element}>(.*?)</{element}>", RegexOptions.Singleline).Groups[1].Value;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(inside)));
        var policy = WebUtility.HtmlDecode(Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value);
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.Contains($"{element}-src 'sha256-{hash}'; ", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_filter_finds_every_service_and_resource()
    {
        var plan = await Stacks.Plan("staging");

        var page = PlanHtml.Write([plan]);

        Assert.Equal(plan.Services.Count + plan.Resources.Count - 1, Regex.Count(page, "<details[^>]* data-find>"));
        Assert.Empty(Regex.Matches(page, "href=\"#([^\"]+)\"").Select(link => link.Groups[1].Value)
            .Except(Regex.Matches(page, " id=\"([^\"]+)\"").Select(id => id.Groups[1].Value)));
    }

    [Fact]
    public async Task Page_contains_several_stacks()
    {
        var page = PlanHtml.Write([await Stacks.Plan("dev"), await Stacks.Plan("staging")]);

        Assert.Equal(["dev", "staging"], Regex.Matches(page, "<section id=\"([^\"]+)\"").Select(match => match.Groups[1].Value));
        Assert.Equal(Regex.Count(page, " id=\""), Regex.Matches(page, " id=\"[^\"]+\"").Select(match => match.Value)
            .Distinct().Count());
    }

    [Fact]
    public async Task Page_escapes_text_from_settings()
    {
        var open = new Stack<string>();
        foreach (var tag in Tags().Matches(Own().Replace(PlanHtml.Write([await HostilePlan.Make()]), ""))
            .Where(tag => tag.Value is not ("<!doctype html>" or "<br>")))
        {
            Assert.DoesNotContain("onload='", tag.Value, StringComparison.Ordinal);
            var name = tag.Groups["name"].Value;
            if (tag.Groups["end"].Success)
            {
                Assert.Equal(open.Pop(), name);
            }
            else if (name is not ("meta" or "input" or "rect"))
            {
                open.Push(name);
            }
        }

        Assert.Empty(open);
    }

    [Fact]
    public void Interpolated_quotes_are_escaped_in_attributes()
    {
        var hostile = "\" onload='x' &<>";

        Assert.Equal("<a title=\"&quot; onload=&#39;x&#39; &amp;&lt;&gt;\">", new HtmlText()
            .Add($"<a title=\"{hostile}\">").ToString());
    }

    [Fact]
    public async Task Script_is_shown_line_by_line_and_copied_as_JSON()
    {
        var plan = await Stacks.Plan("staging");
        var script = (string)plan.Resources.Single(resource => resource.Name == "host-staging-1-limits-run").Inputs["create"];

        var shown = Inputs().Matches(PlanHtml.Write([plan])).Select(match => match.Groups[1].Value)
            .Single(text => text.Contains("JOURNAL_MAX_MIB=", StringComparison.Ordinal));

        var copied = JsonDocument.Parse(
            WebUtility.HtmlDecode(shown.Replace("<i></i>", "", StringComparison.Ordinal))).RootElement;
        Assert.Equal(script, copied.GetProperty("create").GetString());
        Assert.Equal(script.Count(c => c == '\n'), Regex.Count(shown, "<i></i>"));
    }

    [GeneratedRegex("<(?<end>/)?(?<name>[a-z0-9]+)[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("<(style|script)>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Own();

    [GeneratedRegex("<pre>(.*?)</pre>", RegexOptions.Singleline)]
    private static partial Regex Inputs();
}
