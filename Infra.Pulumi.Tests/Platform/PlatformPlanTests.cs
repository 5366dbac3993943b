using Infra.Planning;
using Infra.Tests.Foundation;

namespace Infra.Tests.Platform;

public sealed class PlatformPlanTests
{
    private static readonly string[] Changes =
    [
        "infra:vault: { enabled: false }",
        "infra:sso: { provider: none }",
        "infra:dashboard: { enabled: false }",
        "infra:kubero: { enabled: false }",
        "infra:portal: { enabled: false }",
        "infra:backstage: { enabled: true, image: ghcr.io/you/backstage, tag: 1.0.0 }",
    ];

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var (one, i) in Changes.Select((change, i) => (change, i)))
            {
                foreach (var other in Changes.Skip(i))
                {
                    pairs.Add(one, other);
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Whatever_is_switched_the_plan_stays_sound(string one, string other)
    {
        var plan = await Plans.With(one == other ? [one] : [one, other]);

        Assert.DoesNotContain(plan.Findings, finding => finding.Severity == Severity.Error);
        Assert.Equal(plan.Of("Ingress").Any(ingress => ingress.Text().Contains("platform-gate@", StringComparison.Ordinal)), plan.Of("Middleware").Any(middleware => middleware.Name == "gate"));
    }

    [Fact]
    public async Task The_core_requests_less_than_five_gibibytes()
    {
        var core = (await Stacks.Plan("staging")).Services.Where(service => service.Layer != "insight" && !service.Name.StartsWith("clickhouse", StringComparison.Ordinal));

        Assert.InRange(core.Sum(service => service.Profile.Footprint.MemoryMiB), 1, 5 * 1024);
    }

    [Fact]
    public async Task The_dashboard_shows_and_does_not_change()
    {
        Assert.Contains("view", (await Stacks.Plan("staging")).The("ClusterRoleBinding", "dashboard-namespaced").Text(), StringComparison.Ordinal);
        Assert.Contains("edit", (await Plans.With("infra:dashboard: { canChange: true }")).The("ClusterRoleBinding", "dashboard-namespaced").Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kuberos_operator_has_all_its_kinds_and_no_dead_sidecar()
    {
        var plan = await Stacks.Plan("staging");

        Assert.Equal(21, plan.Of("CustomResourceDefinition").Count(kind => kind.Name.EndsWith(".application.kubero.dev", StringComparison.Ordinal)));
        Assert.DoesNotContain("kube-rbac-proxy", plan.The("Deployment", "kubero-operator").Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kubero_asks_the_issuer_that_there_is_for_certificates()
    {
        var plan = await Stacks.Plan("staging");

        var kubero = plan.Of("Kubero").Single(resource => !resource.IsComponent);

        Assert.Equal(Assert.Single(plan.Of("ClusterIssuer")).Name, kubero.At("spec", "kubero", "config", "clusterissuer"));
    }

    [Fact]
    public async Task Kubero_signs_sessions_with_a_key_of_its_own()
    {
        var plan = await Stacks.Plan("staging");

        var patch = plan.The("DeploymentPatch", "kubero-session-key");

        Assert.Equal("Deployment", patch.At("kind"));
        Assert.Contains("JWT_SECRET", patch.Text().Split('\n'));
        Assert.Contains(patch.DependsOn, urn => urn.EndsWith("v1alpha1:Kubero::kubero", StringComparison.Ordinal));
        Assert.True(Marker.IsSecret(plan.The("Secret", "kubero-secrets-source").Text()));
        Assert.NotNull(plan.The("Secret", "kubero-secrets-source").At("stringData", "JWT_SECRET"));
    }

    [Fact]
    public async Task An_app_gets_its_secrets_from_Vault_and_not_from_its_object()
    {
        var plan = await Plans.With(Plans.Shop);

        var app = plan.The("KuberoApp", "app-shop").Text();

        Assert.Contains("kv/data/shop-production/shop", app, StringComparison.Ordinal);
        Assert.False(Marker.IsSecret(app));
        Assert.Contains("staging-shop.example.com", plan.Services.Single(service => service.Name == "applications").Hosts);
        Assert.DoesNotContain(plan.Findings, finding => finding.Severity == Severity.Error);
    }

    [Fact]
    public async Task An_app_may_read_its_own_secrets_and_no_others()
    {
        var policies = (await Plans.With(Plans.Shop)).The("ConfigMap", "vault-policies").Text();

        Assert.Contains("path \"kv/data/shop-production/shop\" { capabilities = [\"read\"] }\npath \"database/creds/shop\" { capabilities = [\"read\"] }\n", policies, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_portal_leads_to_every_host()
    {
        var plan = await Stacks.Plan("staging");
        var page = plan.The("ConfigMap", "portal").Text();

        var hosts = plan.Services.Where(service => service.Name != "portal").SelectMany(service => service.Hosts);

        Assert.All(hosts, host => Assert.Contains($"https://{host}", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_seal_at_Amazon_is_a_key_and_an_identity_that_may_use_it()
    {
        var plan = await Plans.With("infra:vault: { unseal: aws-kms, kmsRegion: eu-central-1 }");

        Assert.True(plan.The("Key", "vault-seal").Protect);
        Assert.Contains("\"kms:Encrypt\",\"kms:Decrypt\",\"kms:DescribeKey\"", plan.The("UserPolicy", "vault-seal-policy").Text(), StringComparison.Ordinal);
        Assert.Contains("seal \"awskms\"", plan.The("Release", "vault").Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Short_lived_users_are_made_where_applications_have_databases() =>
        Assert.Contains("IN ROLE \\\"my_shop\\\"", (await Plans.With("infra:postgres: { databases: [my-shop] }")).The("ConfigMap", "vault-database").Text()
            .Replace("\\u0022", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal);
}
