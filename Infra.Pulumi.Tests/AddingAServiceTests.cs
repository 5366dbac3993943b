using Infra.Bricks;
using Infra.Planning;
using Infra.Tests.Foundation;
using Infra.Tests.Platform;

namespace Infra.Tests;

/// <summary>One file and one line in the list: everything else follows from the declaration.</summary>
public sealed class AddingAServiceTests
{
    private static readonly Lazy<Task<Plan>> Prod = new(() => PlanWith(ToyService.Declaration));

    [Fact]
    public async Task Its_host_has_dns_records() =>
        Assert.Contains((await Prod.Value).Dns, record => record is { Name: "toy.example.net", Type: "A", Proxied: true });

    [Fact]
    public async Task Its_host_is_not_cached_at_the_edge() => Assert.Contains("\"toy\"", (await Prod.Value).The("zone-example-com-cache").Text(), StringComparison.Ordinal);

    [Fact]
    public async Task Its_sign_in_is_rate_limited() =>
        Assert.Contains("/toy/login", (await Prod.Value).The("zone-example-net-rates").Text(), StringComparison.Ordinal);

    [Theory]
    [InlineData("toy")]
    [InlineData("toy-default-deny")]
    [InlineData("toy-requests")]
    [InlineData("toy-quota")]
    public async Task Its_namespace_is_made(string resource) =>
        Assert.Contains((await Prod.Value).Resources, one => one.Name == resource && one.Text().Contains("toy", StringComparison.Ordinal));

    [Fact]
    public async Task Its_namespace_reads_its_own_secrets_alone() =>
        Assert.Equal("path \"kv/data/toy/*\" { capabilities = [\"read\"] }\n", (await Prod.Value).The("vault-policies").At("data", "read-toy.hcl"));

    [Fact]
    public async Task Single_sign_on_knows_it() => Assert.Contains((await Prod.Value).Resources, one => one.Name == "toy-sso");

    [Fact]
    public async Task Its_store_has_a_user_for_it() => Assert.Contains((await Prod.Value).Resources, one => one.Name == "redis-users-toy");

    [Fact]
    public async Task It_is_probed_and_alerts() =>
        Assert.Contains("toy is down (toy.toy.svc:8080)", (await Prod.Value).The("ConfigMap", "alerts").Text(), StringComparison.Ordinal);

    [Fact]
    public async Task The_portal_links_to_it() =>
        Assert.Contains("https://toy.example.net", (await Prod.Value).The("ConfigMap", "portal").Text(), StringComparison.Ordinal);

    [Fact]
    public async Task The_budget_counts_it() => Assert.Equal(
        (await Stacks.Plan("prod")).Budget.Needed + ToyService.Profiled.Footprint, (await Prod.Value).Budget.Needed);

    [Fact]
    public void It_sleeps_with_the_stack() => Assert.Contains("toy", ServicesOf(ToyService.Declaration).SleepingNamespaces);

    [Fact]
    public void A_service_awake_keeps_its_namespace_awake() =>
        Assert.DoesNotContain("toy", ServicesOf(ToyService.Declaration with { MaySleep = false }).SleepingNamespaces);

    [Fact]
    public async Task No_rule_objects() => Assert.Equal(
        (await Stacks.Plan("prod")).Findings.Select(finding => finding.Rule), (await Prod.Value).Findings.Select(finding => finding.Rule));

    [Fact]
    public async Task Forgotten_flow_is_a_finding_with_a_remedy()
    {
        var closed = Built(ToyService.Declaration with { Profile = _ => ToyService.Profiled with { Network = new() { From = [], To = [] } } });

        var finding = (await PlanWith(closed)).Findings.Single(one => one.Subject == "toy");

        Assert.Equal(("is exposed as toy.example.net, but no flow lets the ingress in", "add `new(Peer.Ingress, PORT)` to Network.From in its profile"),
            (finding.Message, finding.Fix));
    }

    [Fact]
    public async Task Probe_through_hosts_without_a_host_is_a_finding()
    {
        var finding = (await PlanWith(HiddenService.Declaration)).Findings.Single(one => one.Subject == "hidden");

        Assert.Equal("is to be probed through its hosts, but declares none", finding.Message);
    }

    [Fact]
    public async Task Undeclared_exposure_is_an_error()
    {
        var problem = await Assert.ThrowsAnyAsync<Exception>(() => PlanWith(Built(ToyService.Declaration with { Exposures = _ => [] })));

        Assert.Contains("toy exposes toy without declaring it; add it to the Exposures of its declaration", problem.ToString(), StringComparison.Ordinal);
    }

    private static StackServices ServicesOf(ServiceDeclaration toy) =>
        new([.. PlatformStack.Services, toy], Infra.Settings.PlatformSettings.Load("prod", Stacks.Project.Stack("prod").ToConfig(key => key)));

    private static ServiceDeclaration Built(ServiceDeclaration toy) => toy with { Build = context => new ToyService(context, toy) };

    // Before what presents and watches the services before it.
    private static async Task<Plan> PlanWith(ServiceDeclaration toy)
    {
        var services = PlatformStack.Services.ToList();
        services.Insert(services.FindIndex(service => service.Name == "portal"), toy);
        return (await Planner.PlanAsync([Stacks.Project.Stack("prod")], services))[0];
    }

    /// <summary>A service that nobody reaches.</summary>
    private sealed class HiddenService : PlatformService
    {
        public static readonly ServiceDeclaration Declaration = new()
        {
            Name = "hidden",
            Namespace = ServiceNamespace.Platform,
            Runs = _ => true,
            MaySleep = false,
            Profile = _ => ToyService.Profiled with { Probe = Probe.Hosts },
            Build = context => new HiddenService(context),
        };

        private HiddenService(ServiceContext context)
            : base("infra:platform:HiddenService", Declaration, context) => RegisterOutputs();
    }
}
