using Infra.Bricks;
using Infra.Charts;
using Pulumi;

namespace Infra.Platform;

public sealed record VaultJobArgs
{
    /// <summary>Files of Scripts/ to run one after the other. One ConfigMap holds them all.</summary>
    public required IReadOnlyList<string> Scripts { get; init; }

    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>Folders with the contents of ConfigMaps.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>Folders with the contents of secrets.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>Anything else it depends on: when this changes, the job runs again.</summary>
    public string Version { get; init; } = "";

    /// <summary>The peers it connects to besides Vault and Kubernetes.</summary>
    public IReadOnlyList<Flow> To { get; init; } = [];
}

/// <summary>Scripts that change Vault from inside the cluster. The job runs again whenever any of its inputs changes.</summary>
public sealed class VaultJob(string name, VaultJobArgs args, ComponentResourceOptions? options = null)
    : ClusterJob("infra:platform:VaultJob", name, Compose(args), options)
{
    public const string ScriptsMap = "vault-scripts";

    private const string Scripts = "/scripts";
    private const string Tls = "/vault/tls";
    private const string Token = "/var/run/secrets/vault";
    private const int User = 1000;

    /// <summary>The variables of every script. They address one server, because unsealing takes place between two.</summary>
    public static Dictionary<string, string> Variables => new()
    {
        ["VAULT_ADDR"] = $"https://vault-0.vault-internal.platform.svc:{Vault.Port}",
        ["VAULT_CACERT"] = $"{Tls}/ca.crt",
        ["VAULT_JWT"] = $"{Token}/token",
        ["ROLE"] = VaultPolicies.Setup,
    };

    private static ClusterJobArgs Compose(VaultJobArgs args) => new()
    {
        Namespace = SecretHome.Namespace,
        Steps =
        [
            new()
            {
                Image = ImagePins.ClusterTools,
                Command = ["bash", "-euc", string.Join(" && ", args.Scripts.Select(script => $"bash {Scripts}/{script}"))],
                Environment = new() { Plain = args.Variables },
                MemoryLimitMiB = 128,
                HasReadOnlyRoot = true,
            },
        ],
        To = [Flow.ToKubernetes, new(Vault.Servers, Vault.Port), .. args.To],
        Folders =
        [
            PodFolder.OfConfigMap("scripts", Scripts, ScriptsMap),
            PodFolder.OfKey("tls", Tls, new(Vault.CertificateSecret, "ca.crt")),
            PodFolder.OfToken("vault-token", Token, VaultPolicies.Audience),
            .. args.Files.Select(file => PodFolder.OfConfigMap($"files{file.Key.Replace('/', '-')}", file.Key, file.Value)),
            .. args.Secrets.Select(file => PodFolder.OfSecret($"secret{file.Key.Replace('/', '-')}", file.Key, file.Value)),
        ],
        Version = string.Concat(Vault.Scripts.Select(ScriptText.Read).Append(args.Version)),
        ServiceAccount = Vault.SetupAccount,
        User = User,
        OwnsFolders = true,
        Retries = 10, // about half an hour in all
        Timeout = TimeSpan.FromMinutes(30),
    };
}
