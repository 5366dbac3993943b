using System.Text;
using System.Text.Json.Nodes;

namespace Infra.Tests.Platform.Vaults;

/// <summary>The Kubernetes objects that our scripts use: the secret of the keys, Vault's pod and its StatefulSet.</summary>
internal sealed class KubernetesModel(VaultModel vault)
{
    private const string Secret = "/api/v1/namespaces/platform/secrets/vault-keys";
    private const string Pod = "/api/v1/namespaces/platform/pods/vault-0";
    private const string StatefulSet = "/apis/apps/v1/namespaces/platform/statefulsets/vault";

    /// <summary>The decoded content of the secret.</summary>
    public SortedDictionary<string, string> Keys { get; } = new(StringComparer.Ordinal);

    public string RevisionOfPod { get; set; } = "new";

    public int Restarts { get; private set; }

    public (int Status, JsonNode Body) Answer(string method, string path, JsonNode? body)
    {
        switch (method, path)
        {
            case ("GET", Secret):
                return (200, new JsonObject
                {
                    ["data"] = new JsonObject(Keys.Select(pair =>
                    KeyValuePair.Create<string, JsonNode?>(pair.Key, Convert.ToBase64String(Encoding.UTF8.GetBytes(pair.Value)))))
                });
            case ("PATCH", Secret):
                Merge(body!);
                return (200, new JsonObject());
            case ("GET", StatefulSet):
                return (200, new JsonObject { ["status"] = new JsonObject { ["updateRevision"] = "new" } });
            case ("GET", Pod):
                return (200, new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["controller-revision-hash"] = RevisionOfPod } } });
            case ("DELETE", Pod):
                Restarts++;
                RevisionOfPod = "new";
                vault.Restart(onEmptyStorage: Keys.GetValueOrDefault("phase") == "lost"); // as vault-storage.sh does before Vault starts
                return (200, new JsonObject());
            default:
                return (403, new JsonObject { ["message"] = $"forbidden: {method} {path}" });
        }
    }

    private void Merge(JsonNode patch)
    {
        foreach (var (key, value) in patch["stringData"]?.AsObject() ?? [])
        {
            Keys[key] = (string)value!;
        }

        foreach (var (key, value) in patch["data"]?.AsObject() ?? [])
        {
            Assert.Null(value);
            Keys.Remove(key);
        }
    }
}
