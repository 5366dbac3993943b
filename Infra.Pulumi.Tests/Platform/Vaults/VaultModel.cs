using System.Text.Json.Nodes;

namespace Infra.Tests.Platform.Vaults;

/// <summary>Vault's HTTP API as far as our scripts use it, with its refusals: sealed, no token, no permission, path in use.</summary>
internal sealed class VaultModel
{
    public const string PodToken = "token-of-the-pod";

    private readonly Dictionary<string, string[]> _tokens = [];
    private int _made;

    public bool Initialized { get; set; }

    public bool Sealed { get; set; } = true;

    /// <summary>Whether it unseals itself, as with an AWS KMS key.</summary>
    public bool UnsealsItself { get; init; }

    public int Initialisations { get; private set; }

    public List<string> Keys { get; } = [];

    public string RootToken { get; private set; } = "";

    public bool RootTokenIsValid => _tokens.ContainsKey(RootToken);

    public SortedDictionary<string, string> Mounts { get; } = new(StringComparer.Ordinal);

    /// <summary>Everything written, by path.</summary>
    public SortedDictionary<string, JsonNode> Written { get; } = new(StringComparer.Ordinal);

    /// <summary>Restarts the pod: its storage stays, and it is sealed.</summary>
    public void Restart(bool onEmptyStorage)
    {
        if (onEmptyStorage)
        {
            Initialized = false;
            Keys.Clear();
            Mounts.Clear();
            Written.Clear();
            _tokens.Clear();
        }

        Sealed = !(UnsealsItself && Initialized);
    }

    public (int Status, JsonNode Body) Answer(string method, string path, Dictionary<string, int> codes, string? token, JsonNode? body)
    {
        switch (path)
        {
            case "sys/health":
                return (codes[!Initialized ? "uninit" : Sealed ? "sealed" : "active"], new JsonObject());
            case "sys/seal-status":
                return (200, SealStatus());
            case "sys/init" when method == "PUT":
                return Initialize(body!);
            case "sys/unseal" when method == "PUT":
                return Unseal((string)body!["key"]!);
        }

        if (Sealed)
        {
            return Refuse(503, "Vault is sealed");
        }

        if (path == "auth/kubernetes/login")
        {
            return Login(body!);
        }

        if (token is null || !_tokens.TryGetValue(token, out var policies))
        {
            return Refuse(403, "permission denied");
        }

        if (path == "auth/token/revoke-self")
        {
            _tokens.Remove(token);
            return (204, new JsonObject());
        }

        return path == "auth/token/lookup-self" ? (200, new JsonObject())
            : policies.Contains("root") || policies.Any(policy => PolicyModel.Allows(TextOf(policy), method, path)) ? Serve(method, path, body)
            : Refuse(403, "permission denied");
    }

    private (int Status, JsonNode Body) Serve(string method, string path, JsonNode? body)
    {
        var parts = path.Split('/');
        if (path is "sys/mounts" or "sys/auth" or "sys/audit")
        {
            var under = Mounts.Where(mount => mount.Key.StartsWith($"{parts[1]}/", StringComparison.Ordinal));
            return (200, new JsonObject
            {
                ["data"] = new JsonObject(under.Select(mount => KeyValuePair.Create<string, JsonNode?>(
                $"{mount.Key[(parts[1].Length + 1)..]}/", new JsonObject { ["type"] = mount.Value })))
            });
        }

        if (parts[0] == "sys" && parts[1] is "mounts" or "auth" or "audit")
        {
            var name = $"{parts[1]}/{parts[2]}";
            return Mounts.TryAdd(name, (string)body!["type"]!) ? (204, new JsonObject()) : Refuse(400, $"path is already in use at {parts[2]}/");
        }

        if (parts[0] is "auth" or "database" && !Mounts.ContainsKey(parts[0] == "auth" ? $"auth/{parts[1]}" : $"mounts/{parts[0]}"))
        {
            return Refuse(404, "no handler for route");
        }

        switch (method)
        {
            case "LIST":
                var names = Written.Keys.Where(key => key.StartsWith($"{path}/", StringComparison.Ordinal)).Select(key => key[(path.Length + 1)..]);
                return names.Any() ? (200, new JsonObject { ["data"] = new JsonObject { ["keys"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) } }) : Refuse(404);
            case "DELETE":
                Written.Remove(path);
                return (204, new JsonObject());
            default:
                Written[path] = body!.DeepClone();
                return (204, new JsonObject());
        }
    }

    private (int Status, JsonNode Body) Initialize(JsonNode body)
    {
        if (Initialized)
        {
            return Refuse(400, "Vault is already initialized");
        }

        Initialized = true;
        Initialisations++;
        RootToken = NewToken("root");
        var (shares, said) = UnsealsItself ? ("recovery_shares", "recovery_keys_base64") : ("secret_shares", "keys_base64");
        Keys.AddRange(Enumerable.Range(0, (int)body[shares]!).Select(i => $"key-{Initialisations}-{i}"));
        Sealed = !UnsealsItself;
        return (200, new JsonObject { [said] = new JsonArray([.. Keys.Select(key => (JsonNode)key)]), ["root_token"] = RootToken });
    }

    private (int Status, JsonNode Body) Unseal(string key)
    {
        if (!Initialized || !Keys.Contains(key))
        {
            return Refuse(400, "invalid key");
        }

        Sealed = false;
        return (200, SealStatus());
    }

    private (int Status, JsonNode Body) Login(JsonNode body) =>
        Mounts.ContainsKey("auth/kubernetes") && Written.ContainsKey("auth/kubernetes/config")
        && Written.TryGetValue($"auth/kubernetes/role/{body["role"]}", out var role) && (string)body["jwt"]! == PodToken
            ? (200, new JsonObject
            {
                ["auth"] = new JsonObject { ["client_token"] = NewToken([.. role["token_policies"]!.AsArray().Select(policy => (string)policy!)]) },
            })
            : Refuse(403, "permission denied");

    private string TextOf(string policy) => (string?)Written.GetValueOrDefault($"sys/policies/acl/{policy}")?["policy"] ?? "";

    private string NewToken(params string[] policies)
    {
        var token = $"hush-token-{++_made}";
        _tokens[token] = policies;
        return token;
    }

    private JsonObject SealStatus() => new() { ["initialized"] = Initialized, ["sealed"] = Sealed };

    private static (int Status, JsonNode Body) Refuse(int status, params string[] errors) =>
        (status, new JsonObject { ["errors"] = new JsonArray([.. errors.Select(error => (JsonNode)error)]) });
}
