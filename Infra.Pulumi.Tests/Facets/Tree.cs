using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infra.Planning;

namespace Infra.Tests.Facets;

/// <summary>Reads the inputs of resources, also where they are JSON, configuration files or parameters of a script.</summary>
internal static partial class Tree
{
    private static readonly string[] Names = ["name", "key", "ref", "id", "hostname", "host", "action"];

    // Levels that say nothing to a reader.
    private static readonly string[] Noise =
        ["spec", "template", "jobTemplate", "values", "containers", "metadata", "stringData"];

    /// <summary>A value some levels down.</summary>
    public static object? At(object? value, params IEnumerable<string> path) =>
        path.Aggregate(value, (inner, name) => Map(inner)?.GetValueOrDefault(name));

    public static IReadOnlyDictionary<string, object>? Map(object? value) => value as IReadOnlyDictionary<string, object>;

    public static string? Text(object? value, params IEnumerable<string> path) =>
        At(value, path) is { } found ? Plain(found) : null;

    public static IEnumerable<IReadOnlyDictionary<string, object>> Maps(object? value, params IEnumerable<string> path) =>
        At(value, path) is IEnumerable list and not string ? list.OfType<IReadOnlyDictionary<string, object>>() : [];

    public static IEnumerable<string> Words(object? value, params IEnumerable<string> path) => At(value, path) switch
    {
        null => [],
        IEnumerable list and not string => list.Cast<object>().Select(Plain),
        var one => [Plain(one)],
    };

    public static string List(object? value, params IEnumerable<string> path) => string.Join(", ", Words(value, path));

    public static IEnumerable<Fact> Facts(FacetResource resource) => Walk(resource, "", resource.Inputs).Distinct();

    /// <summary>Every map inside, with its path.</summary>
    public static IEnumerable<(string Path, IReadOnlyDictionary<string, object> Map)> MapsWithin(
        object? value, string path = "") =>
        value switch
        {
            IReadOnlyDictionary<string, object> map =>
                map.SelectMany(pair => MapsWithin(pair.Value, Below(path, pair.Key))).Prepend((path, map)),
            IEnumerable list and not string =>
                list.Cast<object>().SelectMany(item => MapsWithin(item, Below(path, NameOf(item)))),
            _ => [],
        };

    /// <summary>A value as a line of text, without what is secret, known later, or a digest of something else.</summary>
    public static string Plain(object value) => value switch
    {
        string text when Marker.IsSecret(text) => "(secret)",
        string text => Later().Replace(text, "(known later)").ReplaceLineEndings(" ").Trim(),
        bool flag => flag ? "true" : "false",
        double number => number.ToString(CultureInfo.InvariantCulture),
        IReadOnlyDictionary<string, object> map =>
            string.Join(", ", Ordered(map).Select(pair => $"{pair.Key} {Plain(pair.Value)}")),
        IEnumerable list => string.Join(", ", list.Cast<object>().Select(Plain)),
        _ => $"{value}",
    };

    public static bool IsScript(string text) =>
        text.StartsWith("#!", StringComparison.Ordinal) || text.StartsWith("\"\"\"", StringComparison.Ordinal);

    /// <summary>The variables of a script that a machine runs.</summary>
    public static IEnumerable<(string Name, string Value)> Parameters(string command) =>
        Parameter().Matches(command.Split("bash -c \"$(cat <<", 2)[0])
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    /// <summary>What a JSON text holds.</summary>
    public static object? Json(string text) => text.TrimStart() is ['{', ..] or ['[', ..] ? TryParse(text) : null;

    /// <summary>The lines of a configuration that are no comments.</summary>
    public static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');

    private static IEnumerable<Fact> Walk(FacetResource resource, string path, object? value)
    {
        switch (value)
        {
            case string command when path is "create" or "delete" && Parameters(command).Any():
                return Parameters(command).SelectMany(pair => Walk(resource, pair.Name, pair.Value));
            case string text when IsScript(text):
                return [];
            case string text when Json(text) is { } json:
                return Walk(resource, path, json);
            case string text when text.Contains('\n', StringComparison.Ordinal):
                return Lines(text).Select(line => new Fact(resource, path, Plain(line)));
            case IReadOnlyDictionary<string, object> { Count: 2 } pair when pair.ContainsKey("name") && pair.ContainsKey("value"):
                return Walk(resource, path, pair["value"]);
            case IReadOnlyDictionary<string, object> map:
                return Ordered(map).SelectMany(pair => Walk(resource, Below(path, pair.Key), pair.Value));
            case IEnumerable list and not string:
                var items = list.Cast<object>().ToList();
                return items.TrueForAll(item => item is string or double or bool)
                    ? [new Fact(resource, path, string.Join(", ", items.Select(Plain)))]
                    : items.SelectMany(item => Walk(resource, Below(path, NameOf(item)), item));
            case null:
                return [];
            default:
                return [new Fact(resource, path, Plain(value))];
        }
    }

    public static string Below(string path, string name) =>
        name.Length == 0 || Noise.Contains(name) ? path : path.Length == 0 ? name : $"{path}/{name}";

    private static string NameOf(object item) =>
        Names.Select(name => At(item, name) as string).FirstOrDefault(name => name is not null && !Marker.IsUnknown(name)) ?? "";

    public static IEnumerable<KeyValuePair<string, object>> Ordered(object? map) =>
        (Map(map) ?? new Dictionary<string, object>()).OrderBy(pair => pair.Key, StringComparer.Ordinal);

    private static object? TryParse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return Convert(json.RootElement);
        }
        catch (JsonException)
        {
            return null; // TOML and shell lists begin with a bracket, too
        }
    }

    private static object? Convert(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject()
            .Where(pair => pair.Value.ValueKind != JsonValueKind.Null)
            .ToDictionary(pair => pair.Name, pair => Convert(pair.Value)!),
        JsonValueKind.Array => element.EnumerateArray().Select(Convert).OfType<object>().ToList(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => element.GetBoolean(),
        JsonValueKind.Null => null,
        _ => element.GetString(),
    };

    [GeneratedRegex(@"^  ([A-Z0-9_]+)='((?:[^']|'\\'')*)' \\$", RegexOptions.Multiline)]
    private static partial Regex Parameter();

    [GeneratedRegex("infra-plan-unknown-[0-9a-f]{8}-[A-Za-z0-9-]*")]
    private static partial Regex Later();
}
