using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi.Automation.Serialization;

/// <summary>Values without a type of their own: text (as a time where it looks like one), numbers, lists and maps.</summary>
internal sealed class AnyValueReader : JsonConverter<object>
{
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Plain(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => throw new NotSupportedException();

    public static object? Plain(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.TryGetDateTime(out var time) ? time : json.GetString(),
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? whole : json.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => json.EnumerateArray().Select(Plain).ToArray(),
        JsonValueKind.Object => json.EnumerateObject().ToDictionary(property => property.Name, property => Plain(property.Value)!),
        _ => null,
    };
}
