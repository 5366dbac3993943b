using System.Collections.Immutable;
using Infra.Bricks;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Bricks;

public sealed class ValueTreeTests
{
    [Fact]
    public async Task Objects_become_maps_and_lists_stay_lists()
    {
        var map = await Read(new { crds = new { enabled = true }, hosts = new[] { new { host = "a", port = 80 } } });

        Assert.Equal(true, Map(map["crds"])["enabled"]);
        Assert.Equal(80, Map(((ImmutableArray<object>)map["hosts"])[0])["port"]);
    }

    [Fact]
    public async Task Nothing_is_left_out_of_the_values() =>
        Assert.Equal(["set"], (await Read(new { set = 1, unset = (string?)null })).Keys);

    [Fact]
    public async Task A_dictionary_spells_what_c_sharp_cannot() =>
        Assert.Equal("x", (await Read(new Dictionary<string, object> { ["config.yaml"] = "x" }))["config.yaml"]);

    [Fact]
    public async Task An_output_stays_an_output() =>
        Assert.IsType<Output<string>>((await Read(new { later = Output.Create("x") }))["later"]);

    private static IReadOnlyDictionary<string, object> Map(object value) => (IReadOnlyDictionary<string, object>)value;

    private static async Task<IReadOnlyDictionary<string, object>> Read(object values) =>
        await OutputUtilities.GetValueAsync(ValueTree.From(values).ToOutput());
}
