using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>Reads JSON into settings records and collects every problem on the way instead of stopping at the first.</summary>
/// <param name="problems">Where they are collected.</param>
/// <param name="reportsAbsence">Whether what is missing is a problem: without a profile below, that cannot be told.</param>
internal sealed class SettingsReader(List<SettingProblem> problems, bool reportsAbsence = true)
{
    private static readonly MethodInfo TextReader =
        typeof(SettingsReader).GetMethod(nameof(ReadText), BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <summary>The record, or null where one of its settings is missing or malformed.</summary>
    public object? ReadRecord(Type type, JsonObject json, string key)
    {
        var shapes = SettingShape.Of(type);
        var record = Activator.CreateInstance(type)!;
        var sound = true;

        foreach (var name in json.Select(pair => pair.Key).Where(name => shapes.All(shape => shape.Name != name)))
        {
            problems.Add(Unknown(Below(key, name), name, shapes.Select(shape => shape.Name)));
        }

        foreach (var shape in shapes)
        {
            var below = Below(key, shape.Name);
            if (json[shape.Name] is not { } node)
            {
                sound &= !shape.IsRequired;
                ReportAbsence(shape, below, isNull: json.ContainsKey(shape.Name));
            }
            else if (Read(shape.Type, node, below) is { } value)
            {
                shape.Property.SetValue(record, value);
            }
            else
            {
                sound = false;
            }
        }

        if (sound && record is IChecked rules)
        {
            problems.AddRange(rules.Problems(key));
        }

        return sound ? record : null;
    }

    /// <summary>The value, or null after having said why there is none.</summary>
    public object? Read(Type type, JsonNode node, string key) => type switch
    {
        _ when type == typeof(string) => Scalar<string>(node, key, "a text"),
        _ when type == typeof(bool) => Scalar<bool>(node, key, "true or false"),
        _ when type == typeof(int) => Scalar<int>(node, key, "a whole number"),
        _ when type == typeof(decimal) => Scalar<decimal>(node, key, "a number"),
        _ when type == typeof(Secret) => ReadSecret(node, key),
        _ when type.IsEnum => ReadChoice(type, node, key),
        _ when SettingShape.IsText(type) => TextReader.MakeGenericMethod(type).Invoke(this, [node, key]),
        _ when SettingShape.ListItem(type) is { } item => ReadList(item, node, key),
        _ when SettingShape.MapValue(type) is { } value => ReadMap(value, node, key),
        _ => Expect<JsonObject>(node, key, "settings of its own (`name: value` lines)") is { } json ? ReadRecord(type, json, key) : null,
    };

    public static SettingProblem Unknown(string key, string name, IEnumerable<string> known) =>
        new(key, "is not a setting", Nearest.To(name, known) is { } near
            ? $"did you mean `{near}`?"
            : $"known here: {string.Join(", ", known.Order(StringComparer.Ordinal))}");

    private static string Below(string key, string name) => key.EndsWith(':') ? key + name : $"{key}.{name}";

    private void ReportAbsence(SettingShape shape, string key, bool isNull)
    {
        if (shape.IsRequired && (reportsAbsence || isNull))
        {
            problems.Add(new(key, isNull ? "is empty" : "is missing", $"add it: {char.ToLowerInvariant(shape.Meaning[0])}{shape.Meaning[1..].TrimEnd('.')}"));
        }
        else if (isNull)
        {
            problems.Add(new(key, "is empty", "give it a value or remove the line"));
        }
    }

    private Secret? ReadSecret(JsonNode node, string key)
    {
        if (node is JsonValue value && value.TryGetValue<string>(out var text))
        {
            return new(text);
        }

        problems.Add(new(key, "holds no text", $"set it with `pulumi config set --secret --path {key}`"));
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

    private object? ReadChoice(Type type, JsonNode node, string key)
    {
        if (Scalar<string>(node, key, "one word") is not string text)
        {
            return null;
        }

        var spellings = SettingShape.Spellings(type).ToList();
        if (spellings.IndexOf(text) is >= 0 and var index)
        {
            return Enum.GetValues(type).GetValue(index);
        }

        var near = Nearest.To(text, spellings) is { } name ? $"did you mean `{name}`? " : "";
        problems.Add(new(key, $"cannot be `{text}`", $"{near}write one of {string.Join(", ", spellings)}"));
        return null;
    }

    private Array? ReadList(Type item, JsonNode node, string key)
    {
        // One text may stand for a list of one.
        var list = node is JsonValue && SettingShape.IsText(item) ? new JsonArray(node.DeepClone()) : node;
        if (Expect<JsonArray>(list, key, "a list (`- value` lines)") is not { } json)
        {
            return null;
        }

        var values = json.Select((entry, index) => entry is null
            ? Empty($"{key}[{index.ToString(CultureInfo.InvariantCulture)}]")
            : Read(item, entry, $"{key}[{index.ToString(CultureInfo.InvariantCulture)}]")).ToList();
        if (values.Contains(null))
        {
            return null;
        }

        var array = Array.CreateInstance(item, values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            array.SetValue(values[i], i);
        }

        return array;
    }

    private object? ReadMap(Type item, JsonNode node, string key)
    {
        if (Expect<JsonObject>(node, key, "a map (`name: value` lines)") is not { } json)
        {
            return null;
        }

        var map = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), item))!;
        var sound = true;
        foreach (var (name, entry) in json)
        {
            var value = entry is null ? Empty(Below(key, name)) : Read(item, entry, Below(key, name));
            sound &= value is not null;
            map[name] = value;
        }

        return sound ? map : null;
    }

    private object? Empty(string key)
    {
        problems.Add(new(key, "is empty", "give it a value or remove the line"));
        return null;
    }

    private object? Scalar<T>(JsonNode node, string key, string right)
    {
        if (node is JsonValue value && value.TryGetValue<T>(out var result))
        {
            return result;
        }

        problems.Add(new(key, $"holds {Describe(node)}", $"write {right}"));
        return null;
    }

    private T? Expect<T>(JsonNode node, string key, string right)
        where T : JsonNode
    {
        if (node is T result)
        {
            return result;
        }

        problems.Add(new(key, $"holds {Describe(node)}", $"write {right}"));
        return null;
    }

    private static string Describe(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "settings of its own",
        JsonValueKind.String => $"the text `{node}`",
        JsonValueKind.Number => $"the number {node.ToJsonString()}",
        var kind => $"the word {kind.ToString().ToLowerInvariant()}",
    };
}
