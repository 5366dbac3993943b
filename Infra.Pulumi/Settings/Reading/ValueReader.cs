using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Settings.Texts;

namespace Infra.Settings.Reading;

/// <summary>Reads single values: each is returned, or null after a problem was added.</summary>
internal sealed class ValueReader(List<SettingProblem> problems)
{
    private static readonly MethodInfo TextReader =
        typeof(ValueReader).GetMethod(nameof(ReadText), BindingFlags.Instance | BindingFlags.NonPublic)!;

    public object? ReadString(JsonNode node, string key) => Scalar<string>(node, key, "text");

    public object? ReadFlag(JsonNode node, string key) => Scalar<bool>(node, key, "true or false");

    public object? ReadNumber(Type type, SettingRange? range, JsonNode node, string key)
    {
        var right = type == typeof(decimal) ? "a number" : "a whole number";
        right = range is null ? right : $"{right} {range}";
        if (Scalar<decimal>(node, key, right) is not decimal number)
        {
            return null;
        }

        var isOfType = type == typeof(decimal) || (decimal.IsInteger(number) && number is >= int.MinValue and <= int.MaxValue);
        if (!isOfType || range?.Contains(number) == false)
        {
            problems.Add(new(key, $"cannot be {node.ToJsonString()}", $"write {right}"));
        }

        return !isOfType ? null : type == typeof(decimal) ? number : (object)(int)number;
    }

    public Secret? ReadSecret(JsonNode node, string key)
    {
        if (node is JsonValue value && value.TryGetValue<string>(out var text))
        {
            return new(text);
        }

        problems.Add(new(key, "is not text", $"set it with `{SettingPath.SetSecret(key)}`"));
        return null;
    }

    public object? ReadText(Type type, JsonNode node, string key) => TextReader.MakeGenericMethod(type).Invoke(this, [node, key]);

    public object? ReadChoice(Type type, JsonNode node, string key)
    {
        var spellings = SettingShape.Spellings(type).ToList();
        if (Scalar<string>(node, key, $"one of {string.Join(", ", spellings)}") is not string text)
        {
            return null;
        }

        if (spellings.IndexOf(text) is >= 0 and var index)
        {
            return Enum.GetValues(type).GetValue(index);
        }

        var near = Nearest.To(text, spellings) is { } name ? $"did you mean `{name}`? " : "";
        problems.Add(new(key, $"cannot be `{text}`", $"{near}write one of {string.Join(", ", spellings)}"));
        return null;
    }

    public T? Expect<T>(JsonNode node, string key, string right)
        where T : JsonNode
    {
        if (node is T result)
        {
            return result;
        }

        problems.Add(new(key, $"is {Describe(node)}", $"write {right}"));
        return null;
    }

    private object? ReadText<T>(JsonNode node, string key)
        where T : ISettingText<T>
    {
        if (Scalar<string>(node, key, $"text in quotes: {T.Right}") is not string text)
        {
            return null;
        }

        if (T.TryParse(text, out var value))
        {
            return value;
        }

        problems.Add(new(key, $"cannot be `{text}`", $"write {T.Right}"));
        return null;
    }

    private object? Scalar<T>(JsonNode node, string key, string right)
    {
        if (node is JsonValue value && value.TryGetValue<T>(out var result))
        {
            return result;
        }

        problems.Add(new(key, $"is {Describe(node)}", $"write {right}"));
        return null;
    }

    private static string Describe(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "a map",
        JsonValueKind.String => $"the text `{node}`",
        JsonValueKind.Number => $"the number {node.ToJsonString()}",
        var kind => $"the word {kind.ToString().ToLowerInvariant()}",
    };
}
