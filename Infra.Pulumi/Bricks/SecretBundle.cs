using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Random;
using KubernetesSecret = Pulumi.Kubernetes.Core.V1.Secret;

namespace Infra.Bricks;

public sealed record SecretBundleArgs
{
    /// <summary>Where secrets live.</summary>
    public required SecretHome Home { get; init; }

    public required string Namespace { get; init; }

    /// <summary>The secret's own name, where it is not the resource's.</summary>
    public string? Name { get; init; }

    /// <summary>Keys whose values are made up, with their lengths in letters and digits.</summary>
    public IReadOnlyDictionary<string, int> Generated { get; init; } = new Dictionary<string, int>();

    /// <summary>Keys whose values come from the settings or from another resource.</summary>
    public IReadOnlyDictionary<string, Output<string>> Given { get; init; } = new Dictionary<string, Output<string>>();

    /// <summary>Why it cannot come from Vault although there is one.</summary>
    public string? OutsideVault { get; init; }

    /// <summary>Such as `kubernetes.io/basic-auth`.</summary>
    public string Type { get; init; } = "Opaque";

    /// <summary>What its consumers want to find on it.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}

/// <summary>
/// Secrets that belong together: those that exist already and those that are made here, as one Kubernetes secret. From the moment
/// on when there is a Vault, they go there, and the Kubernetes secret is read from there.
/// </summary>
public sealed class SecretBundle : ComponentResource
{
    /// <summary>The annotation that tells why a secret did not come from Vault.</summary>
    public const string ReasonAnnotation = "infra/outside-vault";

    // How soon a changed value is in Vault, and as soon again with its consumer.
    private const string RefreshInterval = "5m0s";

    private readonly Dictionary<string, Output<string>> _values = [];

    public SecretBundle(string name, SecretBundleArgs args, ComponentResourceOptions? options = null)
        : base("infra:bricks:SecretBundle", name, options)
    {
        foreach (var (key, length) in args.Generated)
        {
            var password = new RandomPassword($"{name}-{key}", new() { Length = length, Special = false }, new() { Parent = this });
            _values[key] = Output.CreateSecret(password.Result);
        }

        foreach (var (key, value) in args.Given)
        {
            _values[key] = Output.CreateSecret(value);
        }

        SecretName = args.Name ?? name;
        if (args.Home.IsVault && args.OutsideVault is null)
        {
            ThroughVault(name, args, args.Home);
        }
        else
        {
            Store(name, SecretName, args.Namespace, args, args.Labels);
        }

        RegisterOutputs();
    }

    public string SecretName { get; }

    public Output<string> this[string key] => _values[key];

    // The engine's state is the source: it writes to Vault, whatever stands there. Consumers read from Vault only.
    private void ThroughVault(string name, SecretBundleArgs args, SecretHome home)
    {
        var path = SecretHome.PathOf(args.Namespace, SecretName);
        var source = $"source-{args.Namespace}-{SecretName}";
        var stored = Store($"{name}-source", source, SecretHome.Namespace, args, new Dictionary<string, string>());
        var push = new KubernetesObject($"{name}-push", new()
        {
            ApiVersion = "external-secrets.io/v1alpha1",
            Kind = "PushSecret",
            Name = $"{args.Namespace}-{SecretName}",
            Namespace = SecretHome.Namespace,
            Spec = new
            {
                refreshInterval = RefreshInterval,
                updatePolicy = "Replace",
                deletionPolicy = "None", // what somebody removes here by mistake is still in Vault
                secretStoreRefs = new[] { new { kind = "ClusterSecretStore", name = SecretHome.Writer } },
                selector = new { secret = new { name = source } },
                data = new[] { new { match = new { remoteRef = new { remoteKey = path } } } }, // all keys at once
            },
            WaitFor = "condition=Ready",
        }, new() { Parent = this, DependsOn = { home.Ready.Append(stored).ToArray() } });

        _ = new KubernetesObject(name, new()
        {
            ApiVersion = "external-secrets.io/v1",
            Kind = "ExternalSecret",
            Name = SecretName,
            Namespace = args.Namespace,
            Spec = new
            {
                refreshInterval = RefreshInterval,
                secretStoreRef = new { kind = "ClusterSecretStore", name = SecretHome.ReaderOf(args.Namespace) },
                target = new { name = SecretName, creationPolicy = "Owner", deletionPolicy = "Retain", template = TemplateOf(args) },
                dataFrom = new[] { new { extract = new { key = path } } },
            },
            WaitFor = "condition=Ready",
        }, new() { Parent = this, DependsOn = { push } });
    }

    private static object TemplateOf(SecretBundleArgs args) => args.Labels.Count == 0
        ? new { type = args.Type, mergePolicy = "Merge" }
        : new { type = args.Type, mergePolicy = "Merge", metadata = new { labels = args.Labels } };

    private KubernetesSecret Store(string name, string secretName, string ns, SecretBundleArgs args, IReadOnlyDictionary<string, string> labels)
    {
        var metadata = new ObjectMetaArgs { Name = secretName, Namespace = ns };
        foreach (var (key, value) in labels)
        {
            metadata.Labels.Add(key, value);
        }

        if (args.OutsideVault is not null)
        {
            metadata.Annotations.Add(ReasonAnnotation, args.OutsideVault);
        }

        var secret = new SecretArgs { Metadata = metadata, Type = args.Type };
        foreach (var (key, value) in _values)
        {
            secret.StringData.Add(key, value);
        }

        return new KubernetesSecret(name, secret, new() { Parent = this });
    }
}
