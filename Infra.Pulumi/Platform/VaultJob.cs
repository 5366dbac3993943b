using System.Security.Cryptography;
using System.Text;
using Infra.Bricks;
using Infra.Charts;
using Pulumi;
using Pulumi.Kubernetes.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Platform;

public sealed record VaultJobArgs
{
    /// <summary>Files of Scripts/ to run one after the other; they lie together in one ConfigMap.</summary>
    public required IReadOnlyList<string> Scripts { get; init; }

    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>Folders with the contents of ConfigMaps.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>Folders with the contents of secrets.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>Whatever else it depends on: when it changes, the job runs again.</summary>
    public string Version { get; init; } = "";

    /// <summary>Whom it reaches besides Vault and Kubernetes.</summary>
    public IReadOnlyList<Flow> To { get; init; } = [];
}

/// <summary>Scripts that change Vault from inside the cluster. It runs again whenever something that it is made of changes.</summary>
public sealed class VaultJob : ComponentResource
{
    public const string ScriptsMap = "vault-scripts";
    private const string Token = "/var/run/secrets/vault";
    private const int User = 1000;

    public VaultJob(string name, VaultJobArgs args, ComponentResourceOptions? options = null)
        : base("infra:platform:VaultJob", name, options)
    {
        var labels = new Dictionary<string, string> { ["app.kubernetes.io/instance"] = name };
        var policy = new FlowPolicy($"{name}-flows", new()
        {
            Namespace = SecretHome.Namespace,
            Pods = labels,
            Access = new() { From = [], To = [Flow.ToKubernetes, new(Vault.Servers, Vault.Port), .. args.To] },
        }, new() { Parent = this });

        _ = new Job(name, new()
        {
            Metadata = new ObjectMetaArgs
            {
                Name = name,
                Namespace = SecretHome.Namespace,
                Annotations = { ["pulumi.com/timeoutSeconds"] = "1800" },
            },
            Spec = new JobSpecArgs
            {
                BackoffLimit = 10, // each try waits longer: a good half hour in all
                Template = new PodTemplateSpecArgs
                {
                    Metadata = new ObjectMetaArgs { Labels = labels, Annotations = { ["infra/version"] = VersionOf(args) } },
                    Spec = PodOf(args),
                },
            },
        }, new() { Parent = this, DependsOn = { policy } });
        RegisterOutputs();
    }

    /// <summary>What the scripts always need to know. They speak to one server, since unsealing is a matter between two.</summary>
    public static Dictionary<string, string> Variables => new()
    {
        ["VAULT_ADDR"] = $"https://vault-0.vault-internal.platform.svc:{Vault.Port}",
        ["VAULT_CACERT"] = "/vault/tls/ca.crt",
        ["VAULT_JWT"] = $"{Token}/token",
        ["ROLE"] = VaultPolicies.Setup,
    };

    private static string VersionOf(VaultJobArgs args)
    {
        var scripts = Vault.Scripts.Select(ScriptText.Read);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(scripts.Append(args.Version))));
        return Convert.ToHexStringLower(hash)[..12];
    }

    private static PodSpecArgs PodOf(VaultJobArgs args)
    {
        var container = new ContainerArgs
        {
            Name = "job",
            Image = ImagePins.ClusterTools.ToString(),
            Command = { "bash", "-euc", string.Join(" && ", args.Scripts.Select(script => $"bash /scripts/{script}")) },
            Resources = new ResourceRequirementsArgs { Requests = { ["cpu"] = "10m", ["memory"] = "32Mi" }, Limits = { ["memory"] = "128Mi" } },
            SecurityContext = Unprivileged.ReadOnlyContainer(),
            VolumeMounts =
            {
                Mount("scripts", "/scripts"),
                Mount("tls", "/vault/tls"),
                Mount("vault-token", Token),
                new VolumeMountArgs { Name = "scratch", MountPath = "/tmp" },
            },
        };
        foreach (var (key, value) in args.Variables.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            container.Env.Add(new EnvVarArgs { Name = key, Value = value });
        }

        var pod = new PodSpecArgs
        {
            RestartPolicy = "Never",
            ServiceAccountName = Vault.SetupAccount,
            AutomountServiceAccountToken = true, // the account itself says no
            EnableServiceLinks = false,
            SecurityContext = Unprivileged.Pod(User, User, filesOf: User),
            Volumes =
            {
                new VolumeArgs { Name = "scripts", ConfigMap = new ConfigMapVolumeSourceArgs { Name = ScriptsMap } },
                new VolumeArgs
                {
                    Name = "tls",
                    Secret = new SecretVolumeSourceArgs { SecretName = Vault.CertificateSecret, Items = { new KeyToPathArgs { Key = "ca.crt", Path = "ca.crt" } } },
                },
                new VolumeArgs
                {
                    Name = "vault-token",
                    Projected = new ProjectedVolumeSourceArgs
                    {
                        Sources =
                        {
                            new VolumeProjectionArgs
                            {
                                ServiceAccountToken = new ServiceAccountTokenProjectionArgs
                                {
                                    Audience = VaultPolicies.Audience, Path = "token", ExpirationSeconds = 3600,
                                },
                            },
                        },
                    },
                },
                new VolumeArgs { Name = "scratch", EmptyDir = new EmptyDirVolumeSourceArgs() },
            },
        };
        AddFolders(pod, container, args);
        pod.Containers.Add(container);
        return pod;
    }

    private static void AddFolders(PodSpecArgs pod, ContainerArgs container, VaultJobArgs args)
    {
        foreach (var (folder, map) in args.Files)
        {
            var name = $"files{folder.Replace('/', '-')}";
            pod.Volumes.Add(new VolumeArgs { Name = name, ConfigMap = new ConfigMapVolumeSourceArgs { Name = map } });
            container.VolumeMounts.Add(Mount(name, folder));
        }

        foreach (var (folder, secret) in args.Secrets)
        {
            var name = $"secret{folder.Replace('/', '-')}";
            pod.Volumes.Add(new VolumeArgs { Name = name, Secret = new SecretVolumeSourceArgs { SecretName = secret, DefaultMode = Convert.ToInt32("440", 8) } });
            container.VolumeMounts.Add(Mount(name, folder));
        }
    }

    private static VolumeMountArgs Mount(string volume, string path) => new() { Name = volume, MountPath = path, ReadOnly = true };
}
