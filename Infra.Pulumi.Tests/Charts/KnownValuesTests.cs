using Infra.Charts;
using Infra.Planning;

namespace Infra.Tests.Charts;

public sealed class KnownValuesTests
{
    private static readonly string[] Listing = ["# any 1.0.0: keys", "image", "  tag = v1", "labels *", "size"];

    public static TheoryData<string> Pinned => [.. ChartPins.All.Select(chart => chart.Name)];

    [Theory]
    [MemberData(nameof(Pinned))]
    public void Pinned_chart_has_a_listing_of_its_version(string name)
    {
        var pin = ChartPins.All.Single(chart => chart.Name == name);

        Assert.NotEmpty(KnownValues.Of(pin.Name, pin.Version)!.Below);
    }

    [Fact]
    public void Listing_of_another_version_is_ignored() => Assert.Null(KnownValues.Of("valkey", "0.0.1"));

    [Fact]
    public void Listing_is_read_as_it_was_written() =>
        Assert.Equal(string.Join('\n', Listing[1..]) + "\n", ValueKey.Read(Listing).Write());

    [Fact]
    public void Unknown_key_is_named_by_its_path()
    {
        var release = Any(new() { ["image"] = Map("tga", "v2"), ["labels"] = Map("any", "x"), ["size"] = 1.0, ["sise"] = 1.0 });

        Assert.Equal(["image.tga", "sise"], release.UnknownKeys(ValueKey.Read(Listing)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Settings_below_a_key_that_has_none_are_unknown() =>
        Assert.Equal(["size"], Any(new() { ["size"] = Map("of", "it") }).UnknownKeys(ValueKey.Read(Listing)));

    [Fact]
    public void Image_combines_the_values_with_the_defaults_of_the_chart()
    {
        var known = ValueKey.Read(
            ["image", "  registry = docker.io", "  repository = bitnami/redis", "  tag = latest",
                "more", "  enabled = false", "  image = a/b"]);

        Assert.Equal(["docker.io/bitnami/redis:7.2"], Any(new() { ["image"] = Map("tag", "7.2") }).Images(known));
    }

    private static ReleaseValues Any(Dictionary<string, object> values) => new("urn", "any", "data", "any", "1.0.0", values);

    private static Dictionary<string, object> Map(string key, object value) => new() { [key] = value };
}
