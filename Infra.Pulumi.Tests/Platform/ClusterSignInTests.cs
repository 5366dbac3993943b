using Infra.Bricks;
using Infra.Planning;
using Infra.Tests.Foundation;

namespace Infra.Tests.Platform;

/// <summary>Whom the Kubernetes API and its dashboard know.</summary>
public sealed class ClusterSignInTests
{
    private const string Trusted = "infra:certificates: { issuer: letsencrypt }";

    [Fact]
    public async Task The_API_believes_what_single_sign_on_says_of_people()
    {
        var plan = await Plans.With(Trusted);

        Assert.Contains("""
            kube-apiserver-arg:
              - "oidc-issuer-url=https://staging-sso.example.net"
              - "oidc-client-id=dashboard-client"
              - "oidc-username-claim=email"
              - "oidc-username-prefix=sso:"
            """, plan.The("Command", "k3s-one-node-run").Text(), StringComparison.Ordinal);
        Assert.Equal(SignIn.Native, SignInOf(plan));
    }

    [Fact]
    public async Task Each_person_sees_what_he_may_see_and_changes_nothing()
    {
        var plan = await Plans.With(Trusted, "infra:sso: { members: [ann@example.com, bob@example.com] }");

        Assert.Equal(false, plan.The("Release", "dashboard").At("values", "config", "unsafeUseServiceAccountToken"));
        Assert.All(["dashboard-namespaced", "dashboard-cluster"], binding => Assert.Equal(
            ["sso:ann@example.com", "sso:bob@example.com"], plan.The("ClusterRoleBinding", binding).Text().Split('\n').Where(text => text.Contains('@', StringComparison.Ordinal))));
        Assert.Equal("view", plan.The("ClusterRoleBinding", "dashboard-namespaced").At("roleRef", "name"));
    }

    [Fact]
    public async Task The_dashboards_secret_is_no_argument_of_its_process()
    {
        var dashboard = (await Plans.With(Trusted)).The("Release", "dashboard");

        Assert.Contains("HEADLAMP_CONFIG_OIDC_CLIENT_SECRET", dashboard.Text().Split('\n'));
        Assert.Null(dashboard.At("values", "config", "oidc", "clientSecret"));
        Assert.False(Marker.IsSecret(dashboard.Text()));
    }

    [Theory]
    [InlineData("infra:certificates: { issuer: letsencrypt-staging }")]
    [InlineData($"{Trusted}\ninfra:sso: {{ provider: github, githubClientId: abc, githubClientSecret: {{ secure: v1:x }} }}")]
    public async Task Where_the_API_cannot_believe_it_the_dashboard_stands_behind_the_gate(string settings)
    {
        var plan = await Plans.With(settings);

        Assert.DoesNotContain("oidc", plan.The("Command", "k3s-one-node-run").Text(), StringComparison.Ordinal);
        Assert.DoesNotContain(plan.Resources, resource => resource.Name == "dashboard-sso");
        Assert.Equal(SignIn.Gate, SignInOf(plan));
        Assert.Equal(true, plan.The("Release", "dashboard").At("values", "config", "unsafeUseServiceAccountToken"));
    }

    private static SignIn SignInOf(Plan plan) => Assert.Single(plan.Services.Single(service => service.Name == "dashboard").Exposed).Exposure.SignIn;
}
