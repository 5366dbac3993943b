using Infra.Planning;
using Infra.Tests.Foundation;
using Infra.Tests.Settings;

namespace Infra.Tests.Charts;

/// <summary>Every release of every stack, and of a stack in which everything is on.</summary>
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
    public async Task Sets_only_what_its_chart_knows_and_uses_only_images_that_are_served(string stack) =>
        Assert.DoesNotContain((await Stacks.Plan(stack)).Findings, IsOfCharts);

    [Fact]
    public async Task Stays_within_its_chart_when_everything_is_on() =>
        Assert.DoesNotContain((await AnyPlan.Of(Everything)).Findings, IsOfCharts);

    [Fact]
    public async Task PostHog_in_the_cluster_is_called_unsupported()
    {
        var finding = Assert.Single((await AnyPlan.Of(Everything)).Findings, finding => finding.Rule == "supported-software");

        Assert.Equal((Severity.Warning, "posthog"), (finding.Severity, finding.Subject));
    }

    private static bool IsOfCharts(Finding finding) => finding.Rule is "known-chart-values" or "available-images";
}
