using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;

namespace Infra.Tests.Bricks;

public sealed class ReleaseAndExposureTests
{
    private static readonly Chart Indexed = new("headlamp", "1.2.3", "https://charts.example.com");
    private static readonly Chart Oci = new("cert-manager", "v1.2.3", "oci://registry.example.com/charts/cert-manager");

    [Fact]
    public async Task A_release_is_pinned_atomic_and_bounded_in_time()
    {
        var inputs = (await Declare(Indexed)).InputsOf("release");

        Assert.Equal(("1.2.3", true, 600.0, "platform"), (inputs["version"], inputs["atomic"], inputs["timeout"], inputs["namespace"]));
    }

    [Fact]
    public async Task A_chart_of_an_index_is_looked_up_there()
    {
        var inputs = (await Declare(Indexed)).InputsOf("release");

        Assert.Equal("headlamp", inputs["chart"]);
        Assert.Equal("https://charts.example.com", ((IReadOnlyDictionary<string, object>)inputs["repositoryOpts"])["repo"]);
    }

    [Fact]
    public async Task An_oci_chart_is_named_by_its_reference()
    {
        var inputs = (await Declare(Oci)).InputsOf("release");

        Assert.Equal("oci://registry.example.com/charts/cert-manager", inputs["chart"]);
        Assert.DoesNotContain("repositoryOpts", inputs.Keys);
    }

    [Fact]
    public void Footprints_add_up() => Assert.Equal(new Footprint(0.3m, 96, 5), new Footprint(0.1m, 32, 5) + new Footprint(0.2m, 64));

    private static Task<FakeEngine> Declare(Chart chart) => FakeEngine.Declare(() =>
        _ = new ChartRelease("release", new() { Chart = chart, Namespace = "platform", Values = new { a = 1 } }));
}
