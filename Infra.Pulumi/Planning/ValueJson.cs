using System.Collections;
using System.Text.Json;

namespace Infra.Planning;

/// <summary>Input values as JSON. Secrets are `{"secret": true}`.</summary>
internal static class ValueJson
{
    // The engine's placeholder for an unknown value.
    public const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    public static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text when Marker.IsSecret(text):
                json.WriteStartObject();
                json.WriteBoolean("secret", true);
                json.WriteEndObject();
                break;
            case string text:
                json.WriteStringValue(Marker.IsUnknown(text) ? Unknown : text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case IReadOnlyDictionary<string, object> map:
                json.WriteStartObject();
                foreach (var (name, inner) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    json.WritePropertyName(name);
                    Write(json, inner);
                }

                json.WriteEndObject();
                break;
            case IEnumerable list:
                json.WriteStartArray();
                foreach (var inner in list)
                {
                    Write(json, inner);
                }

                json.WriteEndArray();
                break;
            default:
                throw new InvalidOperationException($"a plan cannot contain a {value.GetType().Name}");
        }
    }
}
