using System.Net;
using System.Text.Json.Nodes;
using Infra.Bricks;
using Infra.Platform;
using Infra.Settings;
using Infra.Tests.Machines;

namespace Infra.Tests.Platform.Vaults;

/// <summary>Models of Vault and Kubernetes for our scripts. They cut a connection on request.</summary>
internal sealed class VaultWorld : IDisposable
{
    private readonly StandIn _server;
    private readonly string _folder = Directory.CreateTempSubdirectory("vault-").FullName;

    public VaultWorld(VaultModel? vault = null)
    {
        Vault = vault ?? new();
        Kubernetes = new(Vault);
        _server = new(Answer);

        Put("token", "token-of-the-account");
        Put("ca.crt", "");
        Put("jwt", VaultModel.PodToken);
        foreach (var script in Infra.Platform.Vault.Scripts)
        {
            Put(script, ScriptText.Read(script));
        }
    }

    public VaultModel Vault { get; }

    public KubernetesModel Kubernetes { get; }

    /// <summary>The request whose connection is cut, counted from 1, and whether the request still takes effect.</summary>
    public (int At, bool After)? Cut
    {
        get => _server.Cut;
        set => _server.Cut = value;
    }

    public int Requests => _server.Requests.Count;

    /// <summary>The last request for a path, counted from 1.</summary>
    public int IndexOf(string path) => _server.Requests.ToList().FindLastIndex(one => one.Split('?')[0].EndsWith(path, StringComparison.Ordinal)) + 1;

    /// <summary>Runs the whole setup like its job.</summary>
    public Task<Outcome> Setup(PlatformSettings settings, params (string Name, string Value)[] variables)
    {
        _server.Forget();
        Files("policies", VaultPolicies.Policies(PlatformStack.ServicesOf(settings)));
        Files("roles", VaultPolicies.Roles(PlatformStack.ServicesOf(settings)));
        return Run("bash $HERE/vault-init.sh && bash $HERE/vault-configure.sh", variables);
    }

    public Task<Outcome> Run(string command, params (string Name, string Value)[] variables) => Shell.Run("env", [.. Variables(variables), "bash", "-c", command]);

    /// <summary>The result of a finished setup, without values that are generated on each run.</summary>
    public string Result() => string.Join('\n',
    [
        $"sealed {Vault.Sealed}, root token {(Vault.RootTokenIsValid ? "valid" : "revoked")}, phase {Kubernetes.Keys["phase"]}, {string.Join(' ', Kubernetes.Keys.Keys)}",
        .. Vault.Mounts.Select(mount => $"{mount.Key} {mount.Value}"),
        .. Vault.Written.Select(one => $"{one.Key} {one.Value.ToJsonString()}"),
    ]);

    public void Put(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }

    public string Url => _server.Url;

    public string PathOf(string file) => Path.Combine(_folder, file);

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Files(string folder, Dictionary<string, string> files)
    {
        foreach (var (name, text) in files)
        {
            Put($"{folder}/{name}", text);
        }
    }

    private IEnumerable<string> Variables((string Name, string Value)[] more) => new Dictionary<string, string>
    {
        ["HERE"] = _folder,
        ["VAULT_ADDR"] = Url,
        ["VAULT_CACERT"] = PathOf("ca.crt"),
        ["VAULT_JWT"] = PathOf("jwt"),
        ["KUBE_URL"] = Url,
        ["KUBE_ACCOUNT"] = _folder,
        ["KEYS_SECRET"] = Infra.Platform.Vault.KeysSecret,
        ["NAMESPACE"] = "platform",
        ["RELEASE"] = "vault",
        ["REPLICAS"] = "1",
        ["SEAL"] = "kubernetes",
        ["SHARES"] = "1",
        ["THRESHOLD"] = "1",
        ["ROLE"] = VaultPolicies.Setup,
        ["POLICIES"] = PathOf("policies"),
        ["ROLES"] = PathOf("roles"),
        ["PATIENCE"] = "1",
        ["PAUSE"] = "0",
    }.Concat(more.Select(one => KeyValuePair.Create(one.Name, one.Value))).Select(pair => $"{pair.Key}={pair.Value}");

    private (int Status, JsonNode Body) Answer(HttpListenerContext context, string text)
    {
        var request = context.Request;
        var body = text.Length > 0 ? JsonNode.Parse(text) : null;
        var path = request.Url!.AbsolutePath;
        return path == "/.well-known/openid-configuration" ? (200, new JsonObject())
            : path.StartsWith("/v1/", StringComparison.Ordinal)
            ? Vault.Answer(request.HttpMethod, path[4..], Codes(request), request.Headers["X-Vault-Token"], body)
            : Kubernetes.Answer(request.HttpMethod, path, body);
    }

    // See https://developer.hashicorp.com/vault/api-docs/system/health
    private static Dictionary<string, int> Codes(HttpListenerRequest request) => new[] { ("uninit", 501), ("sealed", 503), ("active", 200) }.ToDictionary(
        code => code.Item1, code => int.TryParse(request.QueryString[$"{code.Item1}code"], out var own) ? own : code.Item2);
}
