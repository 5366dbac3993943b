using System.Text.Json;
using Infra.Planning.Reviews;

namespace Infra.Tests.Planning.Reviews;

public sealed class PropertyChangeTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":2}""", "a: 1 → 2")]
    [InlineData("""{"a":{"b":[1,2]}}""", """{"a":{"b":[1,3]}}""", "a.b[1]: 2 → 3")]
    [InlineData("""{"a":[1]}""", """{"a":[1,2]}""", "a[1]: 2")]
    [InlineData("""{"a":true}""", "{}", "a: no longer true")]
    [InlineData("""{"a":"x"}""", """{"a":{"secret":true}}""", "a: x → [secret]")]
    [InlineData("""{"a":"x"}""", """{"a":"04da6b54-80e4-46f7-96ec-b56ff0331ba9"}""", "a: x → known after creation")]
    [InlineData("""{"a":"one\ntwo\nthree"}""", """{"a":"one\n2\nthree"}""", "a: 1 line: two → 1 line: 2")]
    [InlineData("""{"a":"one\none"}""", """{"a":"one"}""", "a: the same lines in a different order or number")]
    [InlineData("""{"a":"one\ntwo"}""", """{"a":"one"}""", "a: no longer 1 line: two")]
    public void Change_has_path_and_both_values(string before, string after, string told) =>
        Assert.Equal(told, Text(Assert.Single(Between(before, after))));

    [Theory]
    [InlineData("""{"a":1,"b":[{"c":null}]}""", """{"b":[{"c":null}],"a":1.0}""")]
    [InlineData("""{"a":{"secret":true}}""", """{"a":{"secret":true}}""")]
    public void Equivalent_JSON_is_not_a_change(string before, string after) => Assert.Empty(Between(before, after));

    [Fact]
    public void Long_value_is_truncated() =>
        Assert.Equal(80, Assert.Single(Between("{}", $$"""{"a":"{{new string('x', 500)}}"}""")).After!.Length);

    [Fact]
    public void Long_texts_show_only_their_difference()
    {
        var same = new string('x', 500);

        var change = Assert.Single(Between($$"""{"a":"{{same}}old"}""", $$"""{"a":"{{same}}new"}"""));

        Assert.Equal($"a: …{new string('x', 20)}old → …{new string('x', 20)}new", Text(change));
    }

    private static IEnumerable<PropertyChange> Between(string before, string after) =>
        PropertyChange.Between(JsonDocument.Parse(before).RootElement, JsonDocument.Parse(after).RootElement);

    private static string Text(PropertyChange change) => ChangeText.Describe(change);
}
