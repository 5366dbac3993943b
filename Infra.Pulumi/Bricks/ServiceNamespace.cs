namespace Infra.Bricks;

/// <summary>A namespace that services run in. A service that shares none declares its own in its file.</summary>
public sealed record ServiceNamespace(string Name, PodSecurity Pods)
{
    /// <summary>Vault, single sign-on and the platform's own PostgreSQL.</summary>
    public static readonly ServiceNamespace Platform = new("platform", PodSecurity.Baseline) { ReadsSecrets = true };

    /// <summary>The business data stores.</summary>
    public static readonly ServiceNamespace Data = new("data", PodSecurity.Baseline) { ReadsSecrets = true };

    /// <summary>Kubero and its operator.</summary>
    public static readonly ServiceNamespace Kubero = new("kubero", PodSecurity.Baseline) { ReadsSecrets = true };

    /// <summary>Applications whose pipeline has no namespace of its own.</summary>
    public static readonly ServiceNamespace Apps = new("apps", PodSecurity.Baseline) { ReadsSecrets = true, HoldsApplications = true };

    /// <summary>Telemetry and analytics. Collectors read the host's logs, hence the Pod Security level.</summary>
    public static readonly ServiceNamespace Observability = new("observability", PodSecurity.Privileged) { ReadsSecrets = true };

    /// <summary>What k3s makes for itself.</summary>
    public static readonly ServiceNamespace System = new("kube-system", PodSecurity.Privileged) { IsOfCluster = true };

    /// <summary>Whether pods in it read secrets from Vault.</summary>
    public bool ReadsSecrets { get; init; }

    public bool HoldsApplications { get; init; }

    /// <summary>Whether the cluster makes it, so that this program must not.</summary>
    public bool IsOfCluster { get; init; }

    /// <summary>Whether it exists only while its service runs. The others stay, so that switching a service off deletes no volume claim.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Labels and annotations beyond the usual.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();
}
