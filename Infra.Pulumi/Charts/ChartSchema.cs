using System.Text.Json.Nodes;

namespace Infra.Charts;

/// <summary>The JSON schema of a chart's values, read for its keys.</summary>
internal sealed class ChartSchema(JsonObject root)
{
    private const int Deepest = 12; // schemas of Kubernetes types refer to themselves

    private static readonly string[] Alternatives = ["allOf", "anyOf", "oneOf"];

    public void Teach(ValueKey key) => Teach(key, root, 0);

    private void Teach(ValueKey key, JsonObject schema, int depth)
    {
        schema = Resolve(schema);
        if (depth > Deepest)
        {
            key.IsOpen = true;
            return;
        }

        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
        {
            var below = key.Learn(name);
            if (property is JsonObject inner)
            {
                Teach(below, inner, depth + 1);
            }
        }

        foreach (var alternative in Alternatives.SelectMany(word => schema[word] as JsonArray ?? []).OfType<JsonObject>())
        {
            Teach(key, alternative, depth + 1);
        }

        switch (schema["additionalProperties"])
        {
            case JsonObject any:
                Teach(key.Learn("*"), any, depth + 1);
                break;
            case JsonValue flag when depth > 0 && flag.TryGetValue<bool>(out var open) && open && key.Below.Count == 0:
            case null when depth > 0 && IsObject(schema) && key.Below.Count == 0:
                key.IsOpen = true;
                break;
        }
    }

    private static bool IsObject(JsonObject schema) => schema["type"] switch
    {
        JsonValue one => (string?)one == "object",
        JsonArray several => several.Any(type => (string?)type == "object"),
        _ => schema.Count == 0,
    };

    // "#/definitions/x" and "#/$defs/x" are in the same file; other references are not resolved.
    private JsonObject Resolve(JsonObject schema)
    {
        for (var steps = 0; schema["$ref"] is JsonValue reference && steps < Deepest; steps++)
        {
            JsonNode? found = root;
            foreach (var part in ((string)reference!).Split('/').Skip(1))
            {
                found = (found as JsonObject)?[part.Replace("~1", "/", StringComparison.Ordinal)];
            }

            schema = found as JsonObject ?? [];
        }

        return schema;
    }
}
