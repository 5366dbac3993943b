using Infra.Planning;
using Infra.Tests.Foundation;

namespace Infra.Tests.Platform;

/// <summary>Applications that people sign in for, in another zone than the operator's.</summary>
public sealed class ApplicationsGateTests
{
    private const string Apps = """
        infra:apps:
          office: { image: ghcr.io/you/office, tag: 1.2.3, hosts: [office] }
          shop: { image: ghcr.io/you/shop, tag: 1.2.3, hosts: [shop], publicBecause: customers come here }
        """;

    [Fact]
    public async Task They_stand_behind_a_gate_of_their_own()
    {
        var plan = await Plans.With(Apps);

        Assert.Contains("platform-gate-apps@kubernetescrd", plan.The("office-office-ingress").Text().Split('\n'));
        Assert.DoesNotContain("gate", plan.The("shop-shop-ingress").Text(), StringComparison.Ordinal);
        Assert.Equal("http://oauth2-proxy-apps.platform.svc/", plan.The("Middleware", "gate-apps").At("spec", "forwardAuth", "address"));
        Assert.DoesNotContain(plan.Findings, finding => finding.Severity == Severity.Error);
    }

    [Fact]
    public async Task Each_host_keeps_its_own_cookie_and_is_come_back_to_on_a_path_of_its_own()
    {
        var plan = await Plans.With(Apps);

        var arguments = (IReadOnlyDictionary<string, object>)plan.The("Release", "oauth2-proxy-apps").At("values", "extraArgs")!;
        Assert.Equal("staging-office.example.com", arguments["whitelist-domain"]);
        Assert.DoesNotContain(arguments.Keys, key => key is "cookie-domain" or "redirect-url");
        var back = plan.The("Ingress", "oauth2-proxy-apps-office-ingress").Text().Split('\n');
        Assert.Superset(new HashSet<string> { "staging-office.example.com", "/oauth2", "oauth2-proxy-apps" }, back.ToHashSet());
    }

    [Fact]
    public void Casdoor_knows_where_they_are_come_back_to() => Assert.Contains(
        "https://staging-office.example.com/oauth2/callback",
        PlatformStack.ServicesOf(Settings.AnyStack.Load(Settings.AnyStack.And(Apps))).SsoClients.SelectMany(client => client.Callbacks));

    [Fact]
    public async Task The_operators_gate_is_as_it_was()
    {
        var plan = await Plans.With(Apps);

        Assert.Equal(".example.net", plan.The("Release", "oauth2-proxy").At("values", "extraArgs", "cookie-domain"));
        Assert.Contains("platform-gate@kubernetescrd", plan.The("portal-ingress").Text().Split('\n'));
    }

    [Fact]
    public async Task In_one_zone_there_is_one_gate()
    {
        var plan = await AnyPlan.Of(Settings.AnyStack.Text.Replace("base: example.com", "base: example.net", StringComparison.Ordinal) + "\n  " + Apps.ReplaceLineEndings("\n  "));

        Assert.Contains("platform-gate@kubernetescrd", plan.The("office-office-ingress").Text().Split('\n'));
        Assert.DoesNotContain(plan.Resources, resource => resource.Name == "oauth2-proxy-apps");
    }
}
