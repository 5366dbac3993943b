using System.ComponentModel;
using System.Text.Json.Serialization;
using Infra.Settings.Reading;
using Infra.Settings.Rules;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>All settings of a stack. Each property is a key `infra:NAME` of its file.</summary>
public sealed record PlatformSettings : IChecked
{
    [Description("The environment of the stack. It chooses the profile that sets the keys not set here.")]
    public required EnvironmentKind Environment { get; init; }

    [Description("The domains, and the prefix and suffix of the host names.")]
    public required DomainSettings Domain { get; init; }

    [Description("The operator of the platform.")]
    public required AdminSettings Admin { get; init; }

    [Description("Where the Kubernetes cluster comes from.")]
    public required ClusterSettings Cluster { get; init; }

    [Description("The hosts that become nodes when `infra:cluster.host` is `nodes`.")]
    public IReadOnlyList<NodeSettings> Nodes { get; init; } = [];

    [Description("The AWS credentials, for test environments on Lightsail, Vault's key and buckets on S3.")]
    public AmazonSettings? Amazon { get; init; }

    [Description("The rented host when `infra:cluster.host` is `lightsail`.")]
    public LightsailSettings? Lightsail { get; init; }

    [Description("The SSH login on hosts.")]
    public SshSettings Ssh { get; init; } = new();

    [Description("Maintenance of the hosts.")]
    public HostSettings Hosts { get; init; } = new();

    [Description("The networks that reach SSH and the Kubernetes API.")]
    public AccessSettings Access { get; init; } = new();

    [Description("The public edge of the platform.")]
    public required EdgeSettings Edge { get; init; }

    [Description("The certificates.")]
    public CertificateSettings Certificates { get; init; } = new();

    [Description("The schedule on which the stack sleeps.")]
    public HibernationSettings Hibernation { get; init; } = new();

    [Description("The time limit of a pull request's stack.")]
    public LifetimeSettings Lifetime { get; init; } = new();

    [Description("The state backend of the engine.")]
    public StateSettings State { get; init; } = new();

    [Description("Where backups and snapshots go.")]
    public ObjectStoreSettings ObjectStore { get; init; } = new();

    [Description("The nightly dumps of the data stores.")]
    public BackupSettings Backups { get; init; } = new();

    [Description("The currency.")]
    public CostSettings Cost { get; init; } = new();

    [Description("Vault, the store of the platform's secrets.")]
    public VaultSettings Vault { get; init; } = new();

    [Description("Single sign-on.")]
    public SsoSettings Sso { get; init; } = new();

    [Description("The cluster dashboard.")]
    public DashboardSettings Dashboard { get; init; } = new();

    [Description("Kubero, which runs the applications.")]
    public ServiceSettings Kubero { get; init; } = new();

    [Description("The applications that Kubero runs, by name.")]
    public IReadOnlyDictionary<string, AppSettings> Apps { get; init; } = new Dictionary<string, AppSettings>();

    [Description("The private registries of applications and Backstage, by host, such as ghcr.io.")]
    public IReadOnlyDictionary<string, RegistrySettings> Registries { get; init; } = new Dictionary<string, RegistrySettings>();

    [Description("The developers' portal.")]
    public BackstageSettings Backstage { get; init; } = new();

    [Description("The start page, which links to every service.")]
    public ServiceSettings Portal { get; init; } = new();

    [Description("The business PostgreSQL.")]
    public PostgresSettings Postgres { get; init; } = new();

    [Description("The business Redis.")]
    public RedisSettings Redis { get; init; } = new();

    [Description("The business ClickHouse.")]
    [JsonPropertyName("clickhouse")]
    public ClickHouseSettings ClickHouse { get; init; } = new();

    [Description("The business ArangoDB.")]
    [JsonPropertyName("arangodb")]
    public ArangoDbSettings ArangoDb { get; init; } = new();

    [Description("SigNoz: logs, traces, metrics and alerts.")]
    [JsonPropertyName("signoz")]
    public SigNozSettings SigNoz { get; init; } = new();

    [Description("OpenPanel: product analytics.")]
    [JsonPropertyName("openpanel")]
    public ServiceSettings OpenPanel { get; init; } = new();

    [Description("PostHog: product analytics, in its own cloud or, unsupported, in the cluster.")]
    [JsonPropertyName("posthog")]
    public PostHogSettings PostHog { get; init; } = new();

    [Description("Where alerts go, and when they fire.")]
    public AlertSettings Alerts { get; init; } = new();

    /// <summary>Whether stores of data are protected, and retained on delete.</summary>
    public bool KeepsData => Environment is EnvironmentKind.Staging or EnvironmentKind.Prod;

    /// <summary>Whether SigNoz keeps its data in the business ClickHouse.</summary>
    public bool SharesClickHouse => SigNoz is { Enabled: true, ClickHouse: SigNozClickHouse.Shared } && ClickHouse.IsInCluster;

    /// <summary>The namespaces of the applications, each with the pipeline that it is of.</summary>
    public IReadOnlyDictionary<string, string> AppNamespaces => Apps
        .DistinctBy(app => app.Value.NamespaceOf(app.Key))
        .OrderBy(app => app.Value.NamespaceOf(app.Key), StringComparer.Ordinal)
        .ToDictionary(app => app.Value.NamespaceOf(app.Key), app => app.Value.PipelineOf(app.Key));

    /// <summary>
    /// The first parts of the hosts of applications that people sign in for in another zone than the gate's, where a cookie of
    /// the gate's does not reach.
    /// </summary>
    public IReadOnlyList<string> AppHostsBehindGate =>
        Sso.Provider == SsoProvider.Casdoor && Edge.Mode is not (EdgeMode.None or EdgeMode.Localhost)
            && Domain.Base != Domain.Internal
            ? [.. Apps.Values.Where(app => app.PublicBecause is null).SelectMany(app => app.Hosts).Select(host => host.Text)
                .Distinct().Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Whether the services behind the gate are reachable: through it, or locally without it.</summary>
    public bool ReachesGated => Edge.Mode == EdgeMode.Localhost
        || (Edge.Mode != EdgeMode.None && Sso.Provider != SsoProvider.None);

    /// <summary>Whether Kubero has its page, which has no sign-in of its own; its operator does without.</summary>
    public bool ShowsKubero => Kubero.Enabled && ReachesGated;

    /// <summary>The class of volumes that hold data; none means the cluster's own default.</summary>
    public string? StorageClass => KeepsData ? "retain" : null;

    /// <summary>Whether nodes have to agree on who restarts next, instead of each doing so by itself.</summary>
    public bool HasSeveralNodes => Cluster.Host == ClusterHost.Nodes && Nodes.Count > 1;

    /// <summary>
    /// Whether pods have IPv6 addresses too. They must where hosts do: what comes in over IPv6 cannot be handed on to a pod that
    /// has none.
    /// </summary>
    public bool IsDualStack => Cluster.Host == ClusterHost.Nodes && Nodes.All(node => node.AddressV6 is not null);

    /// <summary>The machines whose sizes add up to what the budget may use.</summary>
    public IEnumerable<SizeSettings> Sizes => Cluster.Host switch
    {
        ClusterHost.Nodes => Nodes.Select(node => node.Size),
        ClusterHost.Lightsail => [Lightsail!.Size],
        _ => [Cluster.Size!],
    };

    /// <summary>
    /// Reads and checks the settings of a stack, or throws a <see cref="SettingsException"/> with every problem.
    /// </summary>
    public static PlatformSettings Load(string stack, StackConfig config) => SettingsLoader.Load(stack, config);

    public IEnumerable<SettingProblem> Problems(string key) => PlatformRules.Problems(this);
}
