using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

/// <summary>How the answer of a mock becomes the outputs of a resource.</summary>
[Collection("TakesTurns")]
public sealed class AnswerTests
{
    private static Recorder Answering(object state) => new() { Answer = _ => Task.FromResult<(string?, object)>(("id", state)) };

    private static Task<Recorder> With(object state, Func<Thing, Task> look, bool preview = false) =>
        Trial.Of(() => look(new Thing("thing")), Answering(state), preview);

    [Fact]
    public Task Values_are_read_into_the_types_of_the_outputs() => With(
        new Dictionary<string, object> { ["displayName"] = "x", ["count"] = 3, ["level"] = 5, ["portOrName"] = "http" },
        async thing =>
        {
            Assert.Equal(new Look<string>("x", Origins: "thing"), await Trial.At(thing.Text));
            Assert.Equal(3, (await Trial.At(thing.Count)).Value);
            Assert.Equal(Level.High, (await Trial.At(thing.Level)).Value);
            Assert.Equal("http", (await Trial.At(thing.PortOrName)).Value.AsT1);
        });

    [Fact]
    public Task Lists_and_maps_are_read_item_by_item() => With(
        new Dictionary<string, object>
        {
            ["tags"] = new List<string> { "a", "b" },
            ["labels"] = new Dictionary<string, string> { ["k"] = "v" },
        },
        async thing =>
        {
            Assert.Equal(["a", "b"], (await Trial.At(thing.Tags)).Value.ToArray());
            Assert.Equal("v", (await Trial.At(thing.Labels)).Value!["k"]);
        });

    [Fact]
    public Task Objects_are_read_through_their_output_constructor() => With(
        new Dictionary<string, object> { ["box"] = new BoxArgs { Width = 4 } },
        async thing =>
        {
            var box = (await Trial.At(thing.Box)).Value!;

            Assert.Equal(4, box.Width);
            Assert.Null(box.Label);
        });

    [Fact]
    public Task Secret_in_a_mock_response_makes_the_output_secret() => With(
        new Dictionary<string, object> { ["displayName"] = Output.CreateSecret("s"), ["count"] = 1 },
        async thing =>
        {
            Assert.True((await Trial.At(thing.Text)).IsSecret);
            Assert.False((await Trial.At(thing.Count)).IsSecret);
        });

    [Fact]
    public Task Missing_output_is_unknown_in_a_preview() => With(
        ImmutableDictionary<string, object>.Empty,
        async thing => Assert.Equal(new Look<string>(null!, IsKnown: false, Origins: "thing"), await Trial.At(thing.Text)),
        preview: true);

    [Fact]
    public Task Missing_output_is_the_default_in_an_update() => With(
        ImmutableDictionary<string, object>.Empty,
        async thing => Assert.Equal(new Look<int>(0, Origins: "thing"), await Trial.At(thing.Count)));

    [Fact]
    public Task Output_of_the_wrong_type_is_the_default() => With(
        new Dictionary<string, object> { ["displayName"] = 1, ["count"] = "x", ["box"] = "y" },
        async thing =>
        {
            Assert.Null((await Trial.At(thing.Text)).Value);
            Assert.Equal(0, (await Trial.At(thing.Count)).Value);
            Assert.Null((await Trial.At(thing.Box)).Value);
        });

    [Fact]
    public async Task Missing_id_is_unknown()
    {
        var mocks = new Recorder { Answer = args => Task.FromResult<(string?, object)>((null, args.Inputs)) };

        await Trial.Of(
            async () => Assert.False(await OutputUtilities.GetIsKnownAsync(new Thing("thing").Id)),
            mocks);
    }

    [Fact]
    public async Task Slow_mock_response_is_awaited()
    {
        var mocks = new Recorder
        {
            Answer = async args =>
            {
                await Task.Delay(10);
                return (args.Name, args.Inputs);
            },
        };

        await Trial.Of(() => _ = new Thing("second", new() { Text = new Thing("first").Id }), mocks);

        Assert.Equal("first", mocks["second"].Inputs["displayName"]);
    }
}
