using Infra.Bricks;
using Infra.Planning;
using Infra.Planning.Rules;
using Infra.Settings;

namespace Infra.Tests.Platform;

public sealed class SignInTests
{
    private const string Middleware = "platform-gate@kubernetescrd";

    [Fact]
    public async Task A_host_behind_the_gate_asks_it_first()
    {
        var plan = await Stacks.Plan("staging");

        Assert.Contains(Middleware, plan.The("Ingress", "portal-ingress").Text(), StringComparison.Ordinal);
        Assert.DoesNotContain(Middleware, plan.The("Ingress", "casdoor-ingress").Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("casdoor", true)]
    [InlineData("none", false)]
    public async Task SigNoz_whose_free_edition_knows_no_single_sign_on_stands_behind_the_gate(string provider, bool isGated) => Assert.Equal(
        isGated, (await Plans.With($"infra:sso: {{ provider: {provider} }}")).The("Ingress", "signoz-ingress").Text().Contains(Middleware, StringComparison.Ordinal));

    [Fact]
    public async Task What_needs_the_gate_is_not_exposed_without_one()
    {
        var plan = await Plans.With("infra:sso: { provider: none }");

        Assert.DoesNotContain(plan.Services, service => service.Exposed.Any(host => host.Exposure.SignIn == SignIn.Gate));
        Assert.DoesNotContain(plan.Of("Ingress"), ingress => ingress.Text().Contains(Middleware, StringComparison.Ordinal));
        Assert.Contains("staging-kapi", string.Join(' ', plan.Services.SelectMany(service => service.Hosts)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SignIn.Public, null, "is public without a reason")]
    [InlineData(SignIn.Public, "customers come here", null)]
    [InlineData(SignIn.Native, null, null)]
    [InlineData(SignIn.Gate, null, "uses the gate of another zone")]
    public async Task A_host_that_anybody_may_reach_owes_a_reason(SignIn signIn, string? reason, string? message)
    {
        var plan = await Stacks.Plan("staging");
        var host = new ExposedHost(new("shop", 80, HostZone.Base, signIn) { PublicBecause = reason }, "shop.example.com", EdgeMode.Proxied);

        var findings = SignInRequired.Check(plan with { Services = [.. plan.Services, plan.Services[0] with { Exposed = [host] }] });

        Assert.Equal(message, findings.SingleOrDefault()?.Message);
    }

    [Fact]
    public async Task GitHub_takes_the_place_of_Casdoor()
    {
        var plan = await Plans.With("infra:sso: { provider: github, githubClientId: abc, githubClientSecret: { secure: v1:x } }");

        Assert.DoesNotContain(plan.Services, service => service.Name == "casdoor");
        Assert.Contains("github", plan.The("Release", "oauth2-proxy").Text(), StringComparison.Ordinal);
        Assert.DoesNotContain(plan.Findings, finding => finding.Severity == Severity.Error);
    }

    [Fact]
    public async Task Only_named_people_come_in()
    {
        var release = (await Plans.With("infra:sso: { members: [a@example.com, b@example.com] }")).The("Release", "oauth2-proxy").Text();

        Assert.Contains("a@example.com\nb@example.com", release, StringComparison.Ordinal);
        Assert.Contains("email_domains = []", release, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Casdoor_is_told_of_the_services_is_secret() =>
        Assert.True(Marker.IsSecret((await Stacks.Plan("staging")).The("Secret", "casdoor-files-source").Text()));
}
