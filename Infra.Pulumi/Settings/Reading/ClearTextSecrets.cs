using System.Text.Json.Nodes;

namespace Infra.Settings.Reading;

/// <summary>Compares what a stack encrypts with what its settings treat as a secret.</summary>
internal sealed class ClearTextSecrets(StackConfig config)
{
    private readonly List<(string Path, string Text)> _secrets = [];
    private readonly List<SettingProblem> _problems = [];

    /// <summary>The texts that no message may show, longest first.</summary>
    public IReadOnlyList<string> Texts =>
        [.. _secrets.Select(secret => secret.Text).Distinct().OrderByDescending(text => text.Length)];

    /// <summary>Every secret in clear text, and every encrypted value that its setting would show.</summary>
    public IReadOnlyList<SettingProblem> Find(JsonObject json)
    {
        foreach (var shape in SettingShape.Of(typeof(PlatformSettings)))
        {
            Visit(shape.Type, json[shape.Name], SettingsLoader.Prefix + shape.Name,
                isKeySecret: config.SecretKeys.Contains(SettingsLoader.Prefix + shape.Name));
        }

        return _problems;
    }

    // Under the engine a whole key is secret when anything in it is; from a file each path is known.
    private void Visit(Type? type, JsonNode? node, string path, bool isKeySecret)
    {
        switch (node)
        {
            case null:
                return;
            case var _ when type == typeof(Secret):
                Check(node, path, isEncrypted: config.SecretPaths?.Contains(path) ?? isKeySecret);
                return;
            case JsonObject map:
                var shapes = type is null || IsLeaf(type) ? [] : SettingShape.Of(type);
                foreach (var (name, value) in map)
                {
                    var inner = type is null
                        ? null : SettingShape.MapValue(type) ?? shapes.FirstOrDefault(shape => shape.Name == name)?.Type;
                    Visit(inner, value, SettingPath.Below(path, name), isKeySecret);
                }

                return;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    Visit(type is null ? null : SettingShape.ListItem(type), list[i], SettingPath.At(path, i), isKeySecret);
                }

                return;
            default:
                CheckPlain(node, path, type is not null, isKeySecret);
                return;
        }
    }

    private static bool IsLeaf(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal)
            || SettingShape.MapValue(type) is not null
        || SettingShape.ListItem(type) is not null;

    private void Check(JsonNode node, string path, bool isEncrypted)
    {
        Remember(node, path);
        if (!isEncrypted)
        {
            _problems.Add(new(path, "is a secret in clear text",
                $"encrypt it with `{SettingPath.SetSecret(path)}`, and replace it at its source: it was exposed"));
        }
    }

    private void CheckPlain(JsonNode node, string path, bool isKnown, bool isKeySecret)
    {
        if (config.SecretPaths?.Contains(path) ?? isKeySecret)
        {
            Remember(node, path);
        }

        if (isKnown && config.SecretPaths?.Contains(path) == true)
        {
            _problems.Add(new(path, "is encrypted, but this setting is not kept secret",
                "write it in plain text, or use a setting for secrets"));
        }
    }

    private void Remember(JsonNode node, string path)
    {
        if (node is JsonValue && node.ToString() is { Length: > 0 } text)
        {
            _secrets.Add((path, text));
        }
    }
}
