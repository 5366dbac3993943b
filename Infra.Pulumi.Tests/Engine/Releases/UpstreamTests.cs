using System.Net;
using System.Text;
using Infra.Engine.Releases;

namespace Infra.Tests.Engine.Releases;

public sealed class UpstreamTests
{
    private static readonly PinnedRelease Chart = new("chart web", "1.2.0", new HelmIndex("https://charts.example.com", "web"));
    private static readonly PinnedRelease Image = new("image web", "v1.2.0", new RegistryTags("docker.io", "library/web"));
    private static readonly PinnedRelease Program = new("k3s", "v1.36.4+k3s1", new GitHubReleases("k3s-io/k3s"));

    [Fact]
    public async Task What_is_the_newest_and_still_served_is_not_worth_a_word() =>
        Assert.Empty(await Look(Chart, "entries: { web: [ { version: 1.2.0 }, { version: 1.1.9 }, { version: 2.0.0-rc.1 } ] }"));

    [Fact]
    public async Task A_newer_version_is_told() =>
        Assert.Equal(["chart web 1.2.0: there is 1.10.1"], await Look(Chart, "entries: { web: [ { version: 1.2.0 }, { version: 1.10.1 }, { version: 1.9.0 } ] }"));

    [Fact]
    public async Task A_version_that_was_taken_away_is_told() =>
        Assert.Equal(["image web v1.2.0 is not served any more; v1.3.0 is"], await Look(Image, """{"tags":["latest","v1.3.0","v1.1.0"]}"""));

    [Fact]
    public async Task A_chart_that_is_gone_is_told() =>
        Assert.Equal(["chart web: nobody could be asked (https://charts.example.com has no chart web)"], await Look(Chart, "entries: {}"));

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("[[1]]")]
    public async Task A_strange_answer_ends_nothing(string answer) =>
        Assert.StartsWith("image web: nobody could be asked (", Assert.Single(await Look(Image, answer)), StringComparison.Ordinal);

    [Fact]
    public async Task A_prerelease_is_no_successor() => Assert.Empty(await Look(
        Program, """[{"tag_name":"v1.37.0+k3s1","prerelease":true},{"tag_name":"v1.36.4+k3s1","prerelease":false}]"""));

    [Fact]
    public async Task A_registry_that_wants_a_token_gets_the_one_for_anybody_and_is_asked_page_by_page()
    {
        var web = new AnyWeb(request => request.RequestUri!.ToString() switch
        {
            "https://auth.example.com/token?service=web&scope=repository%3Alibrary%2Fweb%3Apull" => Json("""{"token":"for-anybody"}"""),
            _ when request.Headers.Authorization?.Parameter != "for-anybody" => (HttpStatusCode.Unauthorized, []),
            var url when url.EndsWith("&last=b", StringComparison.Ordinal) => Json("""{"tags":["v1.2.0","v1.4.0"]}"""),
            _ => Json("""{"tags":["v1.1.0"]}"""),
        })
        {
            Headers = answer => answer.StatusCode == HttpStatusCode.Unauthorized
                ? ("WWW-Authenticate", "Bearer realm=\"https://auth.example.com/token\",service=\"web\"")
                : ("Link", answer.RequestMessage!.RequestUri!.Query.Contains("last", StringComparison.Ordinal) ? "" : "</v2/library/web/tags/list?n=1000&last=b>; rel=\"next\""),
        };

        Assert.Equal(["image web v1.2.0: there is v1.4.0"], await new Upstream(web.Client).LookAsync([Image]));
    }

    [Fact]
    public async Task A_registry_that_asks_twice_ends_nothing()
    {
        var web = new AnyWeb(_ => (HttpStatusCode.Unauthorized, [])) { Headers = _ => ("WWW-Authenticate", "Bearer realm=\"http://a\", Basic realm=\"b\"") };

        Assert.Equal(["image web: nobody could be asked (the registry does not say where its tokens are)"], await new Upstream(web.Client).LookAsync([Image]));
    }

    [Theory]
    [InlineData("18.4-system-trixie", "18.10-system-trixie", "18.4-system-trixie", "18.10-system-trixie", "18.11-minimal-trixie", "19beta1-system-trixie", "latest")]
    [InlineData("3.13.7-alpine3.22", "3.13.7-alpine3.22", "3.14-alpine3.22", "3.13.7-slim")]
    [InlineData("v1.2.3", "v1.2.4", "v1.2.4", "sha256-123", "v2", "v1.3.0-beta.1")]
    [InlineData("2026.9.1", "2026.11.0", "2026.11.0", "20261101000000000000000000")]
    public void A_successor_looks_like_what_it_follows(string current, string newest, params string[] all) =>
        Assert.Equal(newest, VersionShape.NewestLike(current, all));

    [Fact]
    public void Everything_in_the_catalogue_has_somebody_to_ask()
    {
        var all = PinnedRelease.All.ToList();

        Assert.Equal(all.Count, all.Select(pin => pin.Name).Distinct().Count());
        Assert.Contains(all, pin => pin.List is RegistryTags { Registry: "quay.io", Repository: "jetstack/charts/cert-manager" });
    }

    private static Task<IReadOnlyList<string>> Look(PinnedRelease pin, string answer) => new Upstream(new AnyWeb(_ => Json(answer)).Client).LookAsync([pin]);

    private static (HttpStatusCode, byte[]) Json(string text) => (HttpStatusCode.OK, Encoding.UTF8.GetBytes(text));
}
