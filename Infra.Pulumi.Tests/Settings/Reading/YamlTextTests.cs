using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace Infra.Tests.Settings.Reading;

public sealed class YamlTextTests
{
    private static readonly string[] Special =
        ["", "null", "true", "~", "1e3", "0x1f", "- a", "a: b", "# c", "'", "\"", "\\", "{", "*a", "&a", "!!str", "---"];

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String[Gen.Char[' ', '~'], 0, 20],
        Gen.String[Gen.OneOf(Gen.Char['\u0001', '\u00ff'], Gen.Char['\u2000', '\u206f'], Gen.Char['\u4e00', '\u4fff']), 0, 20],
        Gen.Int[0, Special.Length - 1].Select(index => Special[index]));

    private static readonly Gen<JsonNode?> Values = Gen.OneOf<JsonNode?>(
        Texts.Select(text => (JsonNode?)JsonValue.Create(text)),
        Gen.Int.Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag)),
        Gen.Const((JsonNode?)null));

    [Fact]
    public void Json_is_read_unchanged() =>
        Gen.Select(Texts, Values, Values.List[0, 3]).Sample((name, value, list) =>
        {
            var json = new JsonObject
            {
                [name] = new JsonArray([.. list.Append(value).Select(item => item?.DeepClone())]),
                [name + "2"] = new JsonObject { ["x"] = value?.DeepClone() },
            };

            Assert.Equal(json.ToJsonString(), Read(json.ToJsonString())!.ToJsonString());
        });

    [Fact]
    public void Single_quoted_text_is_read_unchanged() =>
        Gen.String[Gen.Char[' ', '~'], 0, 30].Sample(text =>
            Assert.Equal(text, (string?)Read($"a: '{text.Replace("'", "''", StringComparison.Ordinal)}'")!["a"]));

    [Fact]
    public void Any_text_is_yaml_or_a_format_error() =>
        Gen.String[Gen.Char['\t', '~'], 0, 40].Sample(text =>
        {
            var error = Record.Exception(() => Read(text));
            Assert.True(error is null or FormatException, $"{JsonSerializer.Serialize(text)}: {error}");
        });

    [Theory]
    [InlineData("a: 1\n---\nb: 2\n", "x.yaml line 2: a second document begins here; keep one document in a file")]
    [InlineData("a: 1\na: 2\n", "x.yaml line 2: `a` is repeated; keep one of them")]
    [InlineData("? [a]\n: 1\n", "x.yaml line 1: a name must be text; remove the brackets")]
    public void Unsupported_yaml_is_named_with_its_line(string text, string expected) =>
        Assert.Equal(expected, Assert.Throws<FormatException>(() => Read(text)).Message);

    [Fact]
    public void Deep_nesting_is_an_error() => Assert.Equal(
        "x.yaml line 1: more than 64 levels are nested here; flatten them",
        Assert.Throws<FormatException>(() => Read(new string('[', 2000) + new string(']', 2000))).Message);

    private static JsonNode? Read(string text) => YamlText.Read(new StringReader(text), "x.yaml");
}
