using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

[Collection("TakesTurns")]
public sealed class WireNameTests
{
    private static async Task<ImmutableDictionary<string, object>> InputsOf(ThingArgs args) =>
        (await Trial.Of(() => _ = new Thing("thing", args)))["thing"].Inputs;

    [Fact]
    public async Task Inputs_go_by_the_names_of_their_attributes_and_numbers_as_double()
    {
        var inputs = await InputsOf(new() { Text = "x", Count = 3, Ratio = 1.5, Enabled = true });

        Assert.Equal(
            new Dictionary<string, object> { ["displayName"] = "x", ["count"] = 3.0, ["ratio"] = 1.5, ["enabled"] = true },
            inputs);
    }

    [Fact]
    public async Task Lists_maps_and_objects_are_immutable_collections()
    {
        var inputs = await InputsOf(new() { Tags = { "a" }, Labels = new() { { "k", "v" } }, Box = new BoxArgs { Width = 2 } });

        Assert.Equal(["a"], Assert.IsType<ImmutableArray<object>>(inputs["tags"]).ToArray());
        Assert.Equal("v", Assert.IsType<ImmutableDictionary<string, object>>(inputs["labels"])["k"]);
        Assert.Equal([new("width", 2.0)], Assert.IsType<ImmutableDictionary<string, object>>(inputs["box"]));
    }

    [Fact]
    public async Task Unset_inputs_are_left_out() => Assert.Empty(await InputsOf(new()));

    [Fact]
    public async Task Secrets_are_unwrapped()
    {
        var inputs = await InputsOf(new() { Text = Output.CreateSecret("s"), Tags = { "a", Output.CreateSecret("b") } });

        Assert.Equal("s", inputs["displayName"]);
        Assert.Equal(["a", "b"], Assert.IsType<ImmutableArray<object>>(inputs["tags"]).ToArray());
    }

    [Fact]
    public async Task Input_with_an_unknown_part_is_omitted()
    {
        var unknown = OutputUtilities.CreateUnknown("?");

        var inputs = await InputsOf(new()
        {
            Text = unknown,
            Tags = { "a", unknown },
            Labels = new() { { "k", unknown } },
            Count = 1,
        });

        Assert.Equal(["count"], inputs.Keys);
    }

    [Fact]
    public async Task Null_is_omitted_from_an_object_and_kept_in_a_list()
    {
        var inputs = await InputsOf(new()
        {
            Anything = new Dictionary<string, object?>
            {
                ["list"] = new object?[] { null, "x" },
                ["none"] = null,
                ["__own"] = "y",
            },
        });

        var anything = Assert.IsType<ImmutableDictionary<string, object>>(inputs["anything"]);
        Assert.Equal(["list"], anything.Keys);
        Assert.Equal([null, "x"], Assert.IsType<ImmutableArray<object?>>(anything["list"]).ToArray());
    }

    [Fact]
    public async Task Enumerations_go_by_their_values_and_unions_by_what_is_in_them()
    {
        var inputs = await InputsOf(new() { Color = Color.Red, Level = Level.High, PortOrName = 80 });

        Assert.Equal(new Dictionary<string, object> { ["color"] = "red", ["level"] = 5.0, ["portOrName"] = 80.0 }, inputs);
    }

    [Fact]
    public async Task Assets_stay_assets() =>
        Assert.IsType<StringAsset>((await InputsOf(new() { Source = new StringAsset("text") }))["source"]);

    [Fact]
    public async Task Input_may_travel_as_json_text()
    {
        var inputs = await InputsOf(new() { Values = new() { { "a", 1 }, { "b", new List<string> { "x", "\"" } } } });

        Assert.Equal("""{ "a": 1, "b": [ "x", "\"" ] }""", inputs["values"]);
    }

    [Fact]
    public async Task Id_and_urn_are_no_inputs()
    {
        var members = ImmutableDictionary<string, object?>.Empty.Add("id", "x").Add("urn", "y").Add("z", "z");
        var args = new DictionaryResourceArgs(members);

        var mocks = await Trial.Of(() => _ = new CustomResource("test:mod:Any", "any", args, options: null));

        Assert.Equal(["z"], mocks["any"].Inputs.Keys);
    }

    [Fact]
    public Task Required_input_must_be_given() => Trial.Fails(
        "[Input] Infra.Tests.Sdk.BoxArgs.Width is required but was not given a value",
        () => _ = new CustomResource("test:mod:Box", "box", new BoxArgs(), options: null));

    [Fact]
    public async Task Unsupported_type_is_reported_with_its_path()
    {
        var args = new ThingArgs { Anything = new List<object> { new List<long> { 1 } } };

        var error = await Trial.Failing(() => _ = new Thing("thing", args));

        Assert.Contains("property \"anything\": System.Int64 is not a supported", error.Message, StringComparison.Ordinal);
        Assert.Contains("resource:thing[test:mod:Thing].anything.id[0][0]", error.Message, StringComparison.Ordinal);
    }
}
