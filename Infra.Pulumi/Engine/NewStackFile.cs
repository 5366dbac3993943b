using System.Text;
using Infra.Planning;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Engine;

/// <summary>Writes a new stack file from the answers of a person.</summary>
public sealed record NewStackFile(string Stack, IReadOnlyDictionary<string, string> Answers)
{
    /// <summary>The name of the answer without a question.</summary>
    public const string SecretsProvider = "secrets-provider";

    /// <summary>The questions about the required settings of an environment.</summary>
    public static IReadOnlyList<Question> Questions(EnvironmentKind kind) =>
    [
        new("email", "Email address of the admin, for certificates and alerts", "ops@example.com"),
        .. kind is EnvironmentKind.Dev
            ? [new Question("kubeconfig", "Path of the existing cluster's kubeconfig", "~/.kube/infra-dev")]
            : Array.Empty<Question>(),
        .. kind is EnvironmentKind.Dev or EnvironmentKind.Ci ? Array.Empty<Question>() :
        [
            new("base", "Zone for users", "example.com"),
            new("internal", "Zone for the operator", "example.net"),
            new("account-id", "Cloudflare account ID", "32 hexadecimal digits"),
            new("base-zone-id", "Cloudflare ID of the zone for users", "32 hexadecimal digits"),
            new("internal-zone-id", "Cloudflare ID of the zone for the operator", "32 hexadecimal digits"),
            new("state", "State backend URL",
                "s3://BUCKET?endpoint=https://ACCOUNT.r2.cloudflarestorage.com&region=auto&use_path_style=true"),
        ],
        .. kind is EnvironmentKind.Staging or EnvironmentKind.Prod ?
        [
            new Question("address", "IPv4 address of the host", "203.0.113.10"),
            new Question("host-key", "Public SSH key of the host, as printed by `ssh-keyscan localhost` on its console",
                "ssh-ed25519 AAAA…"),
            new Question("networks", "Networks of the admin, separated by commas", "203.0.113.0/24"),
        ] : Array.Empty<Question>(),
        .. kind is EnvironmentKind.Test ? Array.Empty<Question>() :
        [
            new("cpu", "CPUs of the machine", "4"),
            new("memory", "Memory of the machine", "16Gi"),
            new("disk", "Disk of the machine", "160Gi"),
        ],
    ];

    /// <summary>The text of the file.</summary>
    public string Text(EnvironmentKind kind)
    {
        var text = new StringBuilder("# yaml-language-server: $schema=docs/stack.schema.json\n");
        text.Append(Quoted(SecretsProvider) is { } provider ? $"secretsprovider: {provider}\n" : "").Append("config:\n");
        Line("infra:environment", SettingShape.Spell(kind));
        Block("infra:domain", ("base", Get("base")), ("internal", Get("internal")));
        Block("infra:admin", ("email", Quoted("email")), ("networks", Get("networks") is { } list
            ? $"[{string.Join(", ", list.Split(',').Select(Quote))}]" : null));
        var size = Get("cpu") is { } cpu ? $"{{ cpu: {cpu}, memory: {Get("memory")}, disk: {Get("disk")} }}" : null;
        if (Get("address") is { } address)
        {
            text.Append($"  infra:nodes:\n    - name: {Stack}-1\n      address: {address}\n      "
                + $"hostKey: {Get("host-key")}\n      size: {size}\n");
        }
        else
        {
            Block("infra:cluster", ("kubeconfig", Quoted("kubeconfig")), ("size", size));
        }

        Block("infra:edge", ("accountId", Quoted("account-id")), ("baseZoneId", Quoted("base-zone-id")),
            ("internalZoneId", Quoted("internal-zone-id")));
        Block("infra:state", ("url", Quoted("state")));
        return text.ToString();

        void Line(string key, string value) => text.Append($"  {key}: {value}\n");

        void Block(string key, params (string Name, string? Value)[] values)
        {
            var lines = values.Where(pair => pair.Value is not null).Select(pair => $"    {pair.Name}: {pair.Value}\n").ToList();
            if (lines.Count > 0)
            {
                text.Append($"  {key}:\n{string.Concat(lines)}");
            }
        }
    }

    /// <summary>Loads the file as a run would, and throws on invalid settings.</summary>
    public static void Check(string stack, string project, string path) =>
        PlatformSettings.Load(stack, StackFile.Read(project, stack, path).ToConfig(Marker.Secret));

    private string? Get(string name) => Answers.GetValueOrDefault(name) is { Length: > 0 } answer ? answer.Trim() : null;

    private string? Quoted(string name) => Get(name) is { } answer ? Quote(answer) : null;

    private static string Quote(string text) =>
        $"\"{text.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}

/// <summary>A setting that only a person knows. The option `--NAME` answers it.</summary>
public sealed record Question(string Name, string Text, string Example);
