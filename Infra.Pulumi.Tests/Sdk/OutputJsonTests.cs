using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

[Collection("TakesTurns")]
public sealed class OutputJsonTests
{
    private static readonly Output<string> Secret = Output.CreateSecret("s");

    [Fact]
    public async Task Json_of_a_value_that_holds_a_secret_is_secret()
    {
        var values = new Dictionary<string, object> { ["a"] = Secret, ["b"] = (Input<int>)1 };

        var look = await Trial.At(Output.JsonSerialize(Output.Create(values)));

        Assert.Equal(new Look<string>("""{"a":"s","b":1}""", IsSecret: true), look);
    }

    [Fact]
    public async Task Json_of_a_value_that_holds_an_unknown_is_unknown()
    {
        var value = new { known = 1, unknown = OutputUtilities.CreateUnknown(2) };

        Assert.False((await Trial.At(Output.JsonSerialize(Output.Create(value)))).IsKnown);
    }

    [Fact]
    public async Task Json_of_lists_and_maps_of_inputs_is_that_of_their_values()
    {
        var value = new { list = (InputList<string>)new[] { "x" }, map = new InputMap<string> { { "k", "v" } } };

        Assert.Equal("""{"list":["x"],"map":{"k":"v"}}""", (await Trial.At(Output.JsonSerialize(Output.Create(value)))).Value);
    }

    [Fact]
    public async Task Outputs_read_from_secret_json_are_secret()
    {
        var read = Output.JsonDeserialize<Dictionary<string, Output<int>>>(Output.CreateSecret("""{"a":1}"""));

        Assert.Equal(new Look<int>(1, IsSecret: true), await Trial.At(read.Apply(values => Output.Unsecret(values["a"]))));
    }

    [Fact]
    public Task Json_remembers_the_resources_within() => Trial.Of(async () =>
    {
        var thing = new Thing("thing");

        var look = await Trial.At(Output.JsonSerialize(Output.Create(new { id = thing.Id })));

        Assert.Equal(new Look<string>("""{"id":"thing-id"}""", Origins: "thing"), look);
    });
}
