using Infra.Planning;
using Infra.Tests.Platform;

namespace Infra.Tests.Planning;

/// <summary>The requests of whole environments.</summary>
public sealed class BudgetTests
{
    [Fact]
    public async Task Platform_of_a_test_environment_fits_one_gibibyte() =>
        Assert.InRange((await Stacks.Plan("test")).Budget.Needed.MemoryMiB, 1, 1024);

    [Fact]
    public async Task Test_environment_runs_only_reachable_services()
    {
        var plan = await Stacks.Plan("test");

        Assert.Equal(["k3s", "traefik", "cert-manager", "cloudnative-pg", "postgres", "redis", "kubero"],
            plan.Services.Select(service => service.Name));
        Assert.DoesNotContain(plan.Resources, resource => resource.Name is "barman-cloud" or "kubero-secrets");
        Assert.Contains("disable: [metrics-server]", plan.The("Command", "k3s-k3s-server-node-run")
            .Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_services_fit_a_host_of_32_gibibytes()
    {
        var plan = await Plans.With(
            "infra:arangodb: { enabled: true }",
            "infra:backstage: { enabled: true, image: ghcr.io/you/backstage, tag: 1.0.0 }",
            "infra:posthog: { mode: cluster }",
            "infra:signoz: { clickhouse: own }",
            "infra:hibernation: { sleep: 0 22 * * *, wake: 0 6 * * 1-5 }");

        Assert.InRange(plan.Budget.Needed.MemoryMiB, 1024, 32 * 1024);
        Assert.InRange(plan.Budget.Needed.Cpu, 1, 8);
    }
}
