using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Infra.Engine;

/// <summary>Reads the value at a path such as `spec.ports[0].port` or `metadata.labels["app.kubernetes.io/name"]`.</summary>
internal static partial class PropertyPath
{
    private const string SecretMark = "4dabf18193072939515e22adb298388d";
    private const string Hidden = "[secret]";
    private const int MaxLength = 120;
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The value in one line, or null for no value. Secrets of the engine stay hidden.</summary>
    public static string? Show(object root, string path)
    {
        var value = root;
        foreach (var part in Parts().Matches(path).OfType<Match>())
        {
            value = value switch
            {
                _ when IsSecret(value) => value,
                IEnumerable<KeyValuePair<string, object>> map => map.FirstOrDefault(pair => pair.Key == NameOf(part)).Value,
                IList list when int.TryParse(part.Groups["index"].Value, CultureInfo.InvariantCulture, out var index)
                    && index < list.Count => list[index],
                _ => null,
            };
        }

        return value is null ? null : Text(value);
    }

    /// <summary>Any value in one line.</summary>
    public static string Text(object value)
    {
        var text = value switch
        {
            _ when IsSecret(value) => Hidden,
            string plain => plain,
            _ => JsonSerializer.Serialize(WithoutSecrets(value), Readable),
        };
        text = Redactor.Redact(text).ReplaceLineEndings(" ");
        return text.Length <= MaxLength ? text : $"{text[..MaxLength]}…";
    }

    // A plain value may contain secrets.
    private static object? WithoutSecrets(object? value) => value switch
    {
        _ when IsSecret(value) => Hidden,
        IEnumerable<KeyValuePair<string, object>> map => map.ToDictionary(pair => pair.Key, pair => WithoutSecrets(pair.Value)),
        IList list => list.Cast<object?>().Select(WithoutSecrets).ToList(),
        _ => value,
    };

    private static bool IsSecret(object? value) =>
        value is IEnumerable<KeyValuePair<string, object>> map && map.Any(pair => pair.Key == SecretMark);

    private static string NameOf(Match part) => part.Groups["quoted"].Success
        ? part.Groups["quoted"].Value.Replace("\\\"", "\"", StringComparison.Ordinal)
        : part.Groups["name"].Value;

    [GeneratedRegex("""\["(?<quoted>(?:[^"\\]|\\.)*)"\]|\[(?<index>\d+)\]|(?<name>[^.\[\]]+)""")]
    private static partial Regex Parts();
}
