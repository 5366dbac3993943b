using System.Text.Json.Nodes;

namespace Infra.Settings;

/// <summary>A stack as its file describes it, the way the engine reads it too.</summary>
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

    /// <summary>What encrypts the stack's secrets, as Pulumi wrote it down; none means a passphrase.</summary>
    public string? SecretsProvider { get; private init; }

    /// <summary>What tells whether a passphrase is the right one; the engine writes it.</summary>
    public string? EncryptionSalt { get; private init; }

    public static StackFile Read(string project, string stack, string path)
    {
        var name = System.IO.Path.GetFileName(path);
        var json = FileText.ReadYaml(path) switch
        {
            JsonObject file => file,
            _ => throw new UserError($"{name} holds no settings", "it starts with `config:`; the stacks/ folder has examples"),
        };

        if (json.FirstOrDefault(pair => !TopLevel.Contains(pair.Key)).Key is { } unknown)
        {
            throw new UserError($"{name} has `{unknown}` at its top level", Nearest.To(unknown, TopLevel) is { } near
                ? $"did you mean `{near}`?"
                : $"settings stand under `config:`, as `infra:{unknown}`");
        }

        var provider = json["secretsprovider"]?.ToString();
        if (provider is not (null or "passphrase" or "default") && !Providers.Any(known => provider.StartsWith(known, StringComparison.Ordinal)))
        {
            throw new UserError($"{name} has `secretsprovider: {provider}`", $"write passphrase, or begin it with {string.Join(", ", Providers[..^1])} or {Providers[^1]}");
        }

        return json["config"] is JsonObject config
            ? new(project, stack, path, config) { SecretsProvider = provider, EncryptionSalt = json["encryptionsalt"]?.ToString() }
            : throw new UserError($"{name} has no settings under `config:`", "the stacks/ folder has examples");
    }

    /// <summary>As the engine would hand it to the program, but with something else in place of what it would decrypt.</summary>
    /// <param name="secretOf">Makes what stands for the secret at a key.</param>
    public StackConfig ToConfig(Func<string, string> secretOf)
    {
        var values = new Dictionary<string, string>();
        var secretKeys = new HashSet<string>();
        foreach (var (key, node) in _config)
        {
            // A key without a namespace belongs to the project.
            var full = key.Contains(':', StringComparison.Ordinal) ? key : $"{Project}:{key}";
            var plain = Reveal(node, full, out var hasSecret);
            values[full] = plain is JsonObject or JsonArray ? plain.ToJsonString() : plain?.ToString() ?? "";
            if (hasSecret)
            {
                secretKeys.Add(full);
            }
        }

        return new StackConfig(values, secretKeys).WithAmazon((key, _) => secretOf(key));

        JsonNode? Reveal(JsonNode? node, string key, out bool hasSecret)
        {
            hasSecret = false;
            switch (node)
            {
                case JsonObject { Count: 1 } encrypted when encrypted["secure"] is JsonValue:
                    hasSecret = true;
                    return secretOf(key);
                case JsonObject map:
                    var revealed = new JsonObject();
                    foreach (var (name, value) in map)
                    {
                        revealed[name] = Reveal(value, $"{key}.{name}", out var inside);
                        hasSecret |= inside;
                    }

                    return revealed;
                case JsonArray list:
                    var items = new JsonArray();
                    for (var i = 0; i < list.Count; i++)
                    {
                        items.Add(Reveal(list[i], $"{key}[{i}]", out var inside));
                        hasSecret |= inside;
                    }

                    return items;
                default:
                    return node?.DeepClone();
            }
        }
    }
}
