using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Settings.Reading;

/// <summary>The JSON schema of a stack's file, for completion and checks in editors.</summary>
public static class SettingsSchema
{
    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write()
    {
        var keys = new JsonObject();
        foreach (var shape in SettingShape.Of(typeof(PlatformSettings)))
        {
            keys[SettingsLoader.Prefix + shape.Name] = Describe(shape);
        }

        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "A stack of Infra.Pulumi",
            ["description"] = "A key that is not set here comes from the environment's profile.",
            ["type"] = "object",
            ["required"] = new JsonArray("config"),
            ["properties"] = new JsonObject
            {
                ["config"] = new JsonObject
                {
                    ["type"] = "object",
                    ["required"] = new JsonArray(SettingsLoader.Prefix + "environment"),
                    ["properties"] = keys,
                    ["patternProperties"] = new JsonObject { ["^(?!infra:)[^:]+:"] = new JsonObject() },
                    ["additionalProperties"] = false,
                },
                ["encryptionsalt"] = new JsonObject { ["type"] = "string" },
                ["encryptedkey"] = new JsonObject { ["type"] = "string" },
                ["secretsprovider"] = new JsonObject { ["type"] = "string" },
            },
            ["additionalProperties"] = false,
        };
        return schema.ToJsonString(Readable) + "\n";
    }

    private static JsonObject Describe(SettingShape shape)
    {
        var schema = Of(shape.Type);
        if (shape.Range is { } range)
        {
            schema["minimum"] = range.Minimum;
            schema["maximum"] = range.Maximum;
        }

        schema["description"] = shape.Meaning;
        return schema;
    }

    private static JsonObject Of(Type type) => type switch
    {
        _ when type == typeof(string) => new() { ["type"] = "string" },
        _ when type == typeof(bool) => new() { ["type"] = "boolean" },
        _ when type == typeof(int) => new() { ["type"] = "integer" },
        _ when type == typeof(decimal) => new() { ["type"] = "number" },
        _ when type == typeof(Secret) => Encrypted(),
        _ when type.IsEnum => new()
        {
            ["enum"] =
            new JsonArray([.. SettingShape.Spellings(type).Select(word => JsonValue.Create(word))])
        },
        _ when SettingShape.IsText(type) => new() { ["type"] = "string", ["pattern"] = SettingShape.PatternOf(type) },
        _ when SettingShape.ListItem(type) is { } item => List(item),
        _ when SettingShape.MapValue(type) is { } value => new() { ["type"] = "object", ["additionalProperties"] = Of(value) },
        _ => Record(type),
    };

    // A single text is a list of one. `pattern` applies to texts alone, `items` to lists alone.
    private static JsonObject List(Type item) => SettingShape.IsText(item)
        ? new() { ["type"] = new JsonArray("array", "string"), ["pattern"] = SettingShape.PatternOf(item), ["items"] = Of(item) }
        : new() { ["type"] = "array", ["items"] = Of(item) };

    private static JsonObject Record(Type type)
    {
        var properties = new JsonObject();
        foreach (var shape in SettingShape.Of(type))
        {
            properties[shape.Name] = Describe(shape);
        }

        // A required setting may come from the profile, so only the program knows whether it is missing.
        return new() { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
    }

    private static JsonObject Encrypted() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { ["secure"] = new JsonObject { ["type"] = "string" } },
        ["required"] = new JsonArray("secure"),
        ["additionalProperties"] = false,
    };
}
