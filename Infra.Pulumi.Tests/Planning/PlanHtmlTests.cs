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
    public async Task It_is_one_file_that_fetches_nothing()
    {
        var page = PlanHtml.Write([await Stacks.Plan("staging")]);

        Assert.DoesNotMatch("<(link|img|iframe|object|embed|base)\\b|\\bsrc=|@import|url\\(", Inputs().Replace(page, ""));
        Assert.All(Regex.Matches(page, "href=\"([^\"]*)\"").Select(match => match.Groups[1].Value), target => Assert.StartsWith("#", target, StringComparison.Ordinal));
        Assert.InRange(page.Length, 1, 1_500_000);
    }

    [Theory]
    [InlineData("script")]
    [InlineData("style")]
    public async Task The_browser_is_told_to_take_its_own_script_and_style_and_no_other(string element)
    {
        var page = PlanHtml.Write([await Stacks.Plan("staging")]);

        var inside = Regex.Match(page, $"<{element}>(.*?)</{element}>", RegexOptions.Singleline).Groups[1].Value;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(inside)));
        var policy = WebUtility.HtmlDecode(Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value);
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.Contains($"{element}-src 'sha256-{hash}'; ", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_service_and_every_resource_can_be_found()
    {
        var plan = await Stacks.Plan("staging");

        var page = PlanHtml.Write([plan]);

        Assert.Equal(plan.Services.Count + plan.Resources.Count - 1, Regex.Count(page, "<details[^>]* data-find>"));
        Assert.Empty(Regex.Matches(page, "href=\"#([^\"]+)\"").Select(link => link.Groups[1].Value).Except(Regex.Matches(page, " id=\"([^\"]+)\"").Select(id => id.Groups[1].Value)));
    }

    [Fact]
    public async Task Several_stacks_share_a_page()
    {
        var page = PlanHtml.Write([await Stacks.Plan("dev"), await Stacks.Plan("staging")]);

        Assert.Equal(["dev", "staging"], Regex.Matches(page, "<section id=\"([^\"]+)\"").Select(match => match.Groups[1].Value));
        Assert.Equal(Regex.Count(page, " id=\""), Regex.Matches(page, " id=\"[^\"]+\"").Select(match => match.Value).Distinct().Count());
    }

    [Fact]
    public async Task Whatever_opens_closes_and_nothing_from_settings_is_markup()
    {
        var open = new Stack<string>();
        foreach (var tag in Tags().Matches(Own().Replace(PlanHtml.Write([await HostilePlan.Make()]), "")).Where(tag => tag.Value is not ("<!doctype html>" or "<br>")))
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
    public async Task A_script_shows_line_by_line_and_is_JSON_again_when_copied()
    {
        var plan = await Stacks.Plan("staging");
        var script = (string)plan.Resources.Single(resource => resource.Name == "host-staging-1-limits-run").Inputs["create"];

        var shown = Inputs().Matches(PlanHtml.Write([plan])).Select(match => match.Groups[1].Value).Single(text => text.Contains("JOURNAL_MAX_MIB=", StringComparison.Ordinal));

        var copied = JsonDocument.Parse(WebUtility.HtmlDecode(shown.Replace("<i></i>", "", StringComparison.Ordinal))).RootElement;
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
