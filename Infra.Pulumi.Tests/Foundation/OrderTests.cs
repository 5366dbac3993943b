using Infra.Planning;

namespace Infra.Tests.Foundation;

/// <summary>What waits for what, walked through the plan: dependencies, providers and parents.</summary>
public sealed class OrderTests
{
    public static TheoryData<string> Environments => new("dev", "ci", "test", "staging", "prod");

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Nothing_in_the_cluster_starts_before_the_cluster_hands_out_its_kubeconfig(string stack) =>
        AllInTheClusterComeAfter(await Stacks.Plan(stack), "k3s-kubeconfig-run");

    [Fact]
    public async Task With_three_servers_the_first_is_ready_before_anything_in_the_cluster() =>
        AllInTheClusterComeAfter(await AnyPlan.ThreeServers, "k3s-one-node-run");

    [Fact]
    public async Task With_a_tunnel_the_order_is_the_same() =>
        AllInTheClusterComeAfter(await AnyPlan.Tunnelled, "k3s-kubeconfig-run");

    [Fact]
    public async Task Objects_of_the_ingress_s_kinds_wait_until_it_has_installed_them()
    {
        var plan = await AnyPlan.Single;

        Assert.Contains(plan.The("traefik-wait-run").Urn, Before(plan, plan.The("wildcards")));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Pods_start_where_their_namespace_denies_and_counts_already(string stack)
    {
        var plan = await Stacks.Plan(stack);
        var ours = plan.OfType("Namespace").Select(made => made.Name).ToHashSet();

        foreach (var release in plan.OfType("Release").Where(release => ours.Contains((string)release.Inputs["namespace"])))
        {
            var ns = (string)release.Inputs["namespace"];
            Assert.Subset(Before(plan, release), new HashSet<string> { plan.The($"{ns}-default-deny").Urn, plan.The($"{ns}-requests").Urn });
        }
    }

    [Fact]
    public async Task Agents_are_upgraded_after_servers()
    {
        var plan = await AnyPlan.TwoAgents;

        Assert.Contains(plan.The("server-plan").Urn, plan.The("agent-plan").DependsOn);
        Assert.Contains(plan.The("system-upgrade-controller-kind").Urn, Before(plan, plan.The("server-plan")));
    }

    [Fact]
    public async Task The_first_bucket_waits_until_its_key_is_known()
    {
        var plan = await AnyPlan.Single;

        Assert.Contains(plan.The("object-store-r2-ready-run").Urn, Before(plan, plan.The("object-store-backups")));
    }

    private static void AllInTheClusterComeAfter(Plan plan, string first)
    {
        var objects = plan.Resources.Where(resource => resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(objects);
        Assert.Empty(objects.Where(resource => !Before(plan, resource).Contains(plan.The(first).Urn)).Select(resource => resource.Name));
    }

    /// <summary>Everything that the engine has finished before it starts this.</summary>
    private static HashSet<string> Before(Plan plan, PlannedResource last)
    {
        var all = plan.Resources.ToDictionary(resource => resource.Urn);
        var before = new HashSet<string>();
        var open = new Stack<string>(Needs(last));
        while (open.TryPop(out var urn))
        {
            if (before.Add(urn) && all.TryGetValue(urn, out var resource))
            {
                foreach (var need in Needs(resource))
                {
                    open.Push(need);
                }
            }
        }

        return before;
    }

    // A component is registered when all it depends on is there, and its children are registered after it.
    private static IEnumerable<string> Needs(PlannedResource resource) =>
        resource.DependsOn.Concat(new[] { resource.Provider, resource.Parent }.OfType<string>());
}
