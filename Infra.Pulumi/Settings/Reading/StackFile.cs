using System.Text.Json.Nodes;

namespace Infra.Settings.Reading;

/// <summary>A stack's file, read as the engine reads it.</summary>
public sealed class StackFile
{
    private static readonly string[] TopLevel = ["config", "encryptionsalt", "encryptedkey", "secretsprovider", "environment"];

    private static readonly string[] Providers = ["awskms://", "azurekeyvault://", "gcpkms://", "hashivault://"];

    private readonly JsonObject _config;

    private StackFile(string project, string stack, string path, JsonObject config)
    {
        Project = project;
        Stack = stack;
        Path = path;
        _config = config;
    }

    public string Project { get; }

    public string Stack { get; }

    public string Path { get; }

    /// <summary>The provider that encrypts the stack's secrets; none means a passphrase.</summary>
    public string? SecretsProvider { get; private init; }

    /// <summary>Verifies the passphrase; the engine writes it.</summary>
    public string? EncryptionSalt { get; private init; }

    public static StackFile Read(string project, string stack, string path)
    {
        var name = System.IO.Path.GetFileName(path);
        var json = FileText.ReadYaml(path) switch
        {
            JsonObject file => file,
            _ => throw new UserError($"{name} has no settings", "begin it with `config:`; see the examples in stacks/"),
        };

        if (json.FirstOrDefault(pair => !TopLevel.Contains(pair.Key)).Key is { } unknown)
        {
            throw new UserError($"{name} has `{unknown}` at its top level", Nearest.To(unknown, TopLevel) is { } near
                ? $"did you mean `{near}`?"
                : $"write settings under `config:`, as `infra:{unknown.Split(':')[^1]}`");
        }

        var provider = json["secretsprovider"]?.ToString();
        if (provider is not (null or "passphrase" or "default")
            && !Providers.Any(known => provider.StartsWith(known, StringComparison.Ordinal)))
        {
            throw new UserError($"{name} has `secretsprovider: {provider}`",
                $"write passphrase, or begin it with {string.Join(", ", Providers[..^1])} or {Providers[^1]}");
        }

        return json["config"] is JsonObject config
            ? new(project, stack, path, config)
            {
                SecretsProvider = provider,
                EncryptionSalt = json["encryptionsalt"]?.ToString()
            }
            : throw new UserError($"{name} has no settings under `config:`", "see the examples in stacks/");
    }

    /// <summary>The configuration that the engine would pass to the program, with a stand-in for each encrypted value.</summary>
    /// <param name="secretOf">Makes the stand-in for the secret at a path.</param>
    public StackConfig ToConfig(Func<string, string> secretOf)
    {
        var values = new Dictionary<string, string>();
        var secretKeys = new HashSet<string>();
        var secretPaths = new HashSet<string>();
        foreach (var (key, node) in _config)
        {
            // A key without a namespace belongs to the project.
            var full = key.Contains(':', StringComparison.Ordinal) ? key : $"{Project}:{key}";
            var known = secretPaths.Count;
            var plain = Reveal(node, full);
            values[full] = plain is JsonObject or JsonArray ? plain.ToJsonString() : plain?.ToString() ?? "";
            if (secretPaths.Count > known)
            {
                secretKeys.Add(full);
            }
        }

        return new StackConfig(values, secretKeys) { SecretPaths = secretPaths }.WithAmazon((key, _) => secretOf(key));

        JsonNode? Reveal(JsonNode? node, string path)
        {
            switch (node)
            {
                case JsonObject { Count: 1 } encrypted when encrypted["secure"] is JsonValue:
                    secretPaths.Add(path);
                    return secretOf(path);
                case JsonObject map:
                    return new JsonObject(map.Select(pair =>
                        KeyValuePair.Create(pair.Key, Reveal(pair.Value, SettingPath.Below(path, pair.Key)))));
                case JsonArray list:
                    return new JsonArray([.. list.Select((item, index) => Reveal(item, SettingPath.At(path, index)))]);
                default:
                    return node?.DeepClone();
            }
        }
    }
}
