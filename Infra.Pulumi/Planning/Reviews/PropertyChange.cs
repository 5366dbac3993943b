using System.Text.Json;

namespace Infra.Planning.Reviews;

/// <summary>A changed value as text; null for no value.</summary>
public sealed record PropertyChange(string Path, string? Before, string? After)
{
    private const int MaxLength = 80;
    private const int Context = 20;

    /// <summary>The differences between two JSON values, by path such as `spec.ports[0].port`.</summary>
    public static IEnumerable<PropertyChange> Between(JsonElement before, JsonElement after, string path = "")
    {
        if (before.ValueKind == JsonValueKind.Object && after.ValueKind == JsonValueKind.Object && !IsSecret(before)
            && !IsSecret(after))
        {
            return Names(before).Union(Names(after)).Order(StringComparer.Ordinal)
                .SelectMany(name => Between(Member(before, name), Member(after, name), path.Length == 0 ? name
                : $"{path}.{name}"));
        }

        if (before.ValueKind == JsonValueKind.Array && after.ValueKind == JsonValueKind.Array)
        {
            return Enumerable.Range(0, Math.Max(before.GetArrayLength(), after.GetArrayLength()))
                .SelectMany(at => Between(Item(before, at), Item(after, at), $"{path}[{at}]"));
        }

        return AreEqual(before, after) ? [] : [Leaf(path, before, after)];
    }

    private static bool AreEqual(JsonElement before, JsonElement after) =>
        before.ValueKind == JsonValueKind.Undefined || after.ValueKind == JsonValueKind.Undefined
            ? before.ValueKind == after.ValueKind
            : JsonElement.DeepEquals(before, after);

    private static PropertyChange Leaf(string path, JsonElement before, JsonElement after) => (Text(before), Text(after)) switch
    {
        ({ } old, { } now) when old.Contains('\n') || now.Contains('\n') => Lines(path, old.Split('\n'), now.Split('\n')),
        ({ } old, { } now) => Ends(path, old, now),
        var (old, now) => new(path, Short(old), Short(now)),
    };

    /// <summary>For multi-line text: the number of changed lines and the first one.</summary>
    private static PropertyChange Lines(string path, string[] old, string[] now)
    {
        var (gone, come) = (old.Except(now).ToList(), now.Except(old).ToList());
        return gone.Count + come.Count == 0 ? new(path, null, "the same lines in a different order or number")
            : new(path, Count(gone), Count(come));
    }

    private static string? Count(List<string> lines) =>
        lines.Count == 0 ? null : $"{lines.Count} {(lines.Count == 1 ? "line" : "lines")}: {Short(lines[0].Trim())}";

    /// <summary>For long text: the difference, without the common start.</summary>
    private static PropertyChange Ends(string path, string old, string now)
    {
        var common = old.AsSpan().CommonPrefixLength(now);
        var from = old.Length + now.Length > MaxLength && common > Context ? common - Context : 0;
        return new(path, Short(From(old, from)), Short(From(now, from)));
    }

    private static string From(string text, int at) => at == 0 ? text : $"…{text[at..]}";

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString() == ValueJson.Unknown ? "known after creation" : value.GetString(),
        JsonValueKind.Object when IsSecret(value) => "[secret]",
        _ => JsonSerializer.Serialize(value),
    };

    private static string? Short(string? text) => text is { Length: > MaxLength } ? $"{text[..(MaxLength - 1)]}…" : text;

    private static bool IsSecret(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("secret", out var secret)
            && secret.ValueKind == JsonValueKind.True
        && value.EnumerateObject().Count() == 1;

    private static IEnumerable<string> Names(JsonElement value) => value.EnumerateObject().Select(property => property.Name);

    private static JsonElement Member(JsonElement value, string name) =>
        value.TryGetProperty(name, out var inner) ? inner : default;

    private static JsonElement Item(JsonElement value, int at) => at < value.GetArrayLength() ? value[at] : default;
}
