using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

[Collection("TakesTurns")]
public sealed class InputConversionTests
{
    private static readonly Output<string> Secret = Output.CreateSecret("secret");

    [Fact]
    public async Task Value_and_an_output_both_become_an_input()
    {
        Input<string> value = "value";
        Input<string> output = Secret;

        Assert.Equal(new Look<string>("value"), await Trial.At(value.ToOutput()));
        Assert.Equal(new Look<string>("secret", IsSecret: true), await Trial.At(output.ToOutput()));
    }

    [Fact]
    public async Task No_input_counts_as_the_default_value() =>
        Assert.Equal(new Look<int>(0), await Trial.At(((Input<int>?)null).ToOutput()));

    [Fact]
    public void No_output_becomes_no_input() =>
        Assert.Throws<ArgumentNullException>(() => (Input<string>)((Output<string>?)null)!);

    [Fact]
    public async Task List_takes_values_outputs_and_other_lists()
    {
        InputList<string> list = new[] { "a" };
        list.Add("b", Secret);
        list.AddRange(Output.Create(ImmutableArray.Create("c")));

        var look = await Trial.At(list.ToOutput());

        Assert.Equal(["a", "b", "secret", "c"], look.Value.ToArray());
        Assert.True(look.IsSecret);
    }

    [Fact]
    public async Task List_with_an_unknown_item_is_unknown()
    {
        InputList<string> list = [];
        list.Add("a", OutputUtilities.CreateUnknown("b"));

        Assert.False((await Trial.At(list.ToOutput())).IsKnown);
    }

    [Fact]
    public async Task List_joined_with_another_leaves_both_as_they_were()
    {
        InputList<string> one = "a";

        var both = one.Concat("b");
        one.Add("c");

        Assert.Equal(["a", "b"], (await Trial.At(both.ToOutput())).Value.ToArray());
        Assert.Equal(["a", "c"], (await Trial.At(one.ToOutput())).Value.ToArray());
    }

    [Fact]
    public async Task Map_takes_values_and_outputs()
    {
        var map = new InputMap<string> { { "a", "1" }, { "b", Secret } };

        var look = await Trial.At(map.ToOutput());

        Assert.Equal(new Dictionary<string, string> { ["a"] = "1", ["b"] = "secret" }, look.Value);
        Assert.True(look.IsSecret);
    }

    [Fact]
    public async Task Map_takes_a_key_twice_only_with_the_same_value()
    {
        var same = new InputMap<string> { { "a", "1" }, { "a", "1" } };
        var other = new InputMap<string> { { "a", "1" }, { "a", "2" } };

        Assert.Equal("1", (await Trial.At(same.ToOutput())).Value["a"]);
        var error = await Assert.ThrowsAsync<ArgumentException>(() => Trial.At(other.ToOutput()));
        Assert.Equal("Key 'a' already exists in the map with a different value.", error.Message);
    }

    [Fact]
    public async Task Of_two_merged_maps_the_second_wins()
    {
        var merged = InputMap<string>.Merge(
            new() { { "a", "1" }, { "b", "1" } },
            Output.CreateSecret(ImmutableDictionary<string, string>.Empty.Add("b", "2")));

        var look = await Trial.At(merged.ToOutput());

        Assert.Equal(new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" }, look.Value);
        Assert.True(look.IsSecret);
    }

    [Fact]
    public async Task Union_takes_either_type()
    {
        InputUnion<int, string> number = 1;
        InputUnion<int, string> text = Secret;

        Assert.Equal(new Look<int>(1), await Trial.At(number.ToOutput().AsT0()));
        Assert.Equal(new Look<string>("secret", IsSecret: true), await Trial.At(text.ToOutput().AsT1()));
    }

    [Fact]
    public async Task List_of_unions_takes_either_type()
    {
        var list = new InputList<Union<int, string>>();
        list.Add((Input<int>)1);
        list.Add((Input<string>)"x");

        Assert.Equal([1, "x"], (await Trial.At(list.ToOutput())).Value.Select(item => item.Value));
    }

    [Fact]
    public async Task Json_is_taken_as_text()
    {
        InputJson json = """{"a":[1]}""";

        Assert.Equal("[1]", (await Trial.At(json.Apply(element => element.GetProperty("a").GetRawText()))).Value);
    }

    [Fact]
    public async Task List_can_only_be_enumerated_with_time()
    {
        InputList<string> list = new[] { "a", "b" };

        var items = new List<string>();
        await foreach (var item in list)
        {
            items.Add(await OutputUtilities.GetValueAsync(item.ToOutput()));
        }

        Assert.Equal(["a", "b"], items);
        Assert.Throws<NotSupportedException>(() => ((System.Collections.IEnumerable)list).GetEnumerator());
    }
}
