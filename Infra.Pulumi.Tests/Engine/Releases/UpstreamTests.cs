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
    public async Task Latest_available_version_is_not_reported() =>
        Assert.Empty(await Look(Chart, "entries: { web: [ { version: 1.2.0 }, { version: 1.1.9 }, { version: 2.0.0-rc.1 } ] }"));

    [Fact]
    public async Task Newer_version_is_reported() =>
        Assert.Equal(["chart web 1.2.0: 1.10.1 is available"],
            await Look(Chart, "entries: { web: [ { version: 1.2.0 }, { version: 1.10.1 }, { version: 1.9.0 } ] }"));

    [Fact]
    public async Task Missing_version_is_reported() =>
        Assert.Equal(["image web v1.2.0 is no longer available; use v1.3.0"],
            await Look(Image, """{"tags":["latest","v1.3.0","v1.1.0"]}"""));

    [Fact]
    public async Task Missing_chart_is_reported() =>
        Assert.Equal(["chart web: lookup failed (https://charts.example.com has no chart web)"],
            await Look(Chart, "entries: {}"));

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("[[1]]")]
    public async Task Unexpected_response_is_reported(string answer) =>
        Assert.StartsWith("image web: lookup failed (", Assert.Single(await Look(Image, answer)), StringComparison.Ordinal);

    [Fact]
    public async Task Prerelease_is_ignored() => Assert.Empty(await Look(
        Program, """[{"tag_name":"v1.37.0+k3s1","prerelease":true},{"tag_name":"v1.36.4+k3s1","prerelease":false}]"""));

    [Fact]
    public async Task Registry_is_read_page_by_page_with_an_anonymous_token()
    {
        var web = new AnyWeb(request => request.RequestUri!.ToString() switch
        {
            "https://auth.example.com/token?service=web&scope=repository%3Alibrary%2Fweb%3Apull" =>
                Json("""{"token":"for-anybody"}"""),
            _ when request.Headers.Authorization?.Parameter != "for-anybody" => (HttpStatusCode.Unauthorized, []),
            var url when url.EndsWith("&last=b", StringComparison.Ordinal) => Json("""{"tags":["v1.2.0","v1.4.0"]}"""),
            _ => Json("""{"tags":["v1.1.0"]}"""),
        })
        {
            Headers = answer => answer.StatusCode == HttpStatusCode.Unauthorized
                ? ("WWW-Authenticate", "Bearer realm=\"https://auth.example.com/token\",service=\"web\"")
                : ("Link", answer.RequestMessage!.RequestUri!.Query.Contains("last", StringComparison.Ordinal) ? ""
                : "</v2/library/web/tags/list?n=1000&last=b>; rel=\"next\""),
        };

        Assert.Equal(["image web v1.2.0: v1.4.0 is available"], await new Upstream(web.Client).CheckAsync([Image]));
    }

    [Fact]
    public async Task Registry_without_a_token_service_is_reported()
    {
        var web = new AnyWeb(_ => (HttpStatusCode.Unauthorized, []))
        {
            Headers = _ => ("WWW-Authenticate",
            "Bearer realm=\"http://a\", Basic realm=\"b\"")
        };

        Assert.Equal(["image web: lookup failed (the registry offers no token service)"], await new Upstream(web.Client)
            .CheckAsync([Image]));
    }

    [Theory]
    [InlineData("18.4-system-trixie", "18.10-system-trixie", "18.4-system-trixie", "18.10-system-trixie",
        "18.11-minimal-trixie", "19beta1-system-trixie", "latest")]
    [InlineData("3.13.7-alpine3.22", "3.13.7-alpine3.22", "3.14-alpine3.22", "3.13.7-slim")]
    [InlineData("v1.2.3", "v1.2.4", "v1.2.4", "sha256-123", "v2", "v1.3.0-beta.1")]
    [InlineData("2026.9.1", "2026.11.0", "2026.11.0", "20261101000000000000000000")]
    public void Latest_version_has_the_pattern_of_the_current_one(string current, string newest, params string[] all) =>
        Assert.Equal(newest, VersionPattern.Latest(current, all));

    [Fact]
    public void Every_catalogue_entry_has_a_release_source()
    {
        var all = PinnedRelease.All.ToList();

        Assert.Equal(all.Count, all.Select(pin => pin.Name).Distinct().Count());
        Assert.Contains(
            all, pin => pin.Source is RegistryTags { Registry: "quay.io", Repository: "jetstack/charts/cert-manager" });
    }

    private static Task<IReadOnlyList<string>> Look(PinnedRelease pin, string answer) =>
        new Upstream(new AnyWeb(_ => Json(answer)).Client).CheckAsync([pin]);

    private static (HttpStatusCode, byte[]) Json(string text) => (HttpStatusCode.OK, Encoding.UTF8.GetBytes(text));
}
