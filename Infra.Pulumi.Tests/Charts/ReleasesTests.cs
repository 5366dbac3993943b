using Infra.Planning;
using Infra.Tests.Foundation;
using Infra.Tests.Settings;

namespace Infra.Tests.Charts;

/// <summary>The releases of all stacks, and of a stack with every service enabled.</summary>
public sealed class ReleasesTests
{
    private static readonly string Everything = AnyStack.And("""
        infra:arangodb: { enabled: true }
        infra:posthog: { mode: cluster }
        infra:signoz: { clickhouse: shared }
        """);

    public static TheoryData<string> Names => [.. Stacks.Project.Stacks];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Release_uses_known_keys_and_available_images(string stack) =>
        Assert.DoesNotContain((await Stacks.Plan(stack)).Findings, IsOfCharts);

    [Fact]
    public async Task Release_uses_known_keys_with_every_service_enabled() =>
        Assert.DoesNotContain((await AnyPlan.Of(Everything)).Findings, IsOfCharts);

    [Fact]
    public async Task PostHog_in_the_cluster_is_reported_as_unsupported()
    {
        var finding = Assert.Single((await AnyPlan.Of(Everything)).Findings, finding => finding.Rule == "supported-software");

        Assert.Equal((Severity.Warning, "posthog"), (finding.Severity, finding.Subject));
    }

    private static bool IsOfCharts(Finding finding) => finding.Rule is "known-chart-values" or "available-images";
}
