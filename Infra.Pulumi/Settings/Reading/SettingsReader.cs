using System.Collections;
using System.Text.Json.Nodes;

namespace Infra.Settings.Reading;

/// <summary>Reads JSON into settings records and collects every problem on the way instead of stopping at the first.</summary>
/// <param name="problems">Collects the problems.</param>
/// <param name="reportsAbsence">Whether a missing value is a problem. Without a profile this is unknown.</param>
internal sealed class SettingsReader(List<SettingProblem> problems, bool reportsAbsence = true)
{
    private readonly ValueReader _values = new(problems);

    /// <summary>The record, or null if one of its settings is missing or malformed.</summary>
    public object? ReadRecord(Type type, JsonObject json, string key)
    {
        var record = Activator.CreateInstance(type)!;
        ReportUnknown(type, json, key);

        var isComplete = true;
        foreach (var shape in SettingShape.Of(type))
        {
            var path = SettingPath.Below(key, shape.Name);
            if (json[shape.Name] is not { } node)
            {
                isComplete &= !shape.IsRequired;
                ReportAbsence(shape, path, isNull: json.ContainsKey(shape.Name));
            }
            else if (Read(shape.Type, node, path, shape.Range) is { } value)
            {
                shape.Property.SetValue(record, value);
            }
            else
            {
                isComplete = false;
            }
        }

        if (isComplete && record is IChecked rules)
        {
            problems.AddRange(rules.Problems(key));
        }

        return isComplete ? record : null;
    }

    private object? Read(Type type, JsonNode node, string key, SettingRange? range = null) => type switch
    {
        _ when type == typeof(string) => _values.ReadString(node, key),
        _ when type == typeof(bool) => _values.ReadFlag(node, key),
        _ when type == typeof(int) || type == typeof(decimal) => _values.ReadNumber(type, range, node, key),
        _ when type == typeof(Secret) => _values.ReadSecret(node, key),
        _ when type.IsEnum => _values.ReadChoice(type, node, key),
        _ when SettingShape.IsText(type) => _values.ReadText(type, node, key),
        _ when SettingShape.ListItem(type) is { } item => ReadList(item, node, key),
        _ when SettingShape.MapValue(type) is { } value => ReadMap(value, node, key),
        _ => _values.Expect<JsonObject>(node, key, "nested settings (`name: value` lines)") is { } json
            ? ReadRecord(type, json, key) : null,
    };

    private void ReportUnknown(Type type, JsonObject json, string key)
    {
        var known = SettingShape.Of(type).Select(shape => shape.Name).ToHashSet();
        foreach (var name in json.Select(pair => pair.Key).Where(name => !known.Contains(name)))
        {
            problems.Add(new(SettingPath.Below(key, name), "is not a setting", Nearest.To(name, known) is { } near
                ? $"did you mean `{near}`?"
                : $"use one of {string.Join(", ", known.Order(StringComparer.Ordinal))}"));
        }
    }

    private void ReportAbsence(SettingShape shape, string key, bool isNull)
    {
        if (shape.IsRequired && (reportsAbsence || isNull))
        {
            var meaning = $"{char.ToLowerInvariant(shape.Meaning[0])}{shape.Meaning[1..].TrimEnd('.')}";
            problems.Add(new(key, isNull ? "is empty" : "is missing", $"add it: {meaning}"));
        }
        else if (isNull)
        {
            problems.Add(Empty(key));
        }
    }

    private Array? ReadList(Type item, JsonNode node, string key)
    {
        // A single text is a list of one.
        var list = node is JsonValue && SettingShape.IsText(item) ? new JsonArray(node.DeepClone()) : node;
        if (_values.Expect<JsonArray>(list, key, "a list (`- value` lines)") is not { } json)
        {
            return null;
        }

        var values = json.Select((entry, index) => ReadEntry(item, entry, SettingPath.At(key, index))).ToList();
        if (values.Contains(null))
        {
            return null;
        }

        var array = Array.CreateInstance(item, values.Count);
        ((ICollection)values).CopyTo(array, 0);
        return array;
    }

    private object? ReadMap(Type item, JsonNode node, string key)
    {
        if (_values.Expect<JsonObject>(node, key, "a map (`name: value` lines)") is not { } json)
        {
            return null;
        }

        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), item))!;
        foreach (var (name, entry) in json)
        {
            map[name] = ReadEntry(item, entry, SettingPath.Below(key, name));
        }

        return map.Values.Cast<object?>().Contains(null) ? null : map;
    }

    private object? ReadEntry(Type item, JsonNode? entry, string key)
    {
        if (entry is null)
        {
            problems.Add(Empty(key));
            return null;
        }

        return Read(item, entry, key);
    }

    private static SettingProblem Empty(string key) => new(key, "is empty", "give it a value or remove the line");
}
