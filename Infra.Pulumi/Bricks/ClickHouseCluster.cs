using Infra.Charts;
using Pulumi;

namespace Infra.Bricks;

public sealed record ClickHouseClusterArgs
{
    public required string Namespace { get; init; }

    /// <summary>What the server requests. Its disk is that of the claim.</summary>
    public required Footprint Server { get; init; }

    public required int MemoryLimitMiB { get; init; }

    /// <summary>The password of `admin`, in the same namespace.</summary>
    public required SecretKey Password { get; init; }

    /// <summary>None means the cluster's own default.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Who goes first where a node is full.</summary>
    public string? Priority { get; init; }

    /// <summary>Whether it survives mistakes: protected, and kept when it leaves the program.</summary>
    public bool KeepsData { get; init; }

    /// <summary>Whether SigNoz queries it, which needs a keeper for statements `ON CLUSTER` and a function of its own.</summary>
    public bool ServesSigNoz { get; init; }
}

/// <summary>A ClickHouse server run by Altinity's operator, with a keeper where one is needed. Ready when the operator is done.</summary>
public sealed class ClickHouseCluster : ComponentResource
{
    public const int Port = 9000;
    public const int HttpPort = 8123;
    public const int MetricsPort = 9363;
    public const string Administrator = "admin";

    // Private addresses only; the network policy says which of them.
    private static readonly string[] Networks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];
    private static readonly Footprint Keeper = new(0.02m, 96, 1);

    public ClickHouseCluster(string name, ClickHouseClusterArgs args, ComponentResourceOptions? options = null)
        : base("infra:bricks:ClickHouseCluster", name, options)
    {
        var needs = new List<Resource>();
        if (args.ServesSigNoz)
        {
            needs.Add(KeeperOf(name, args));
            needs.Add(new SigNozFunctions(name, args.Namespace, new() { Parent = this }));
        }

        Installation = new KubernetesObject(name, new()
        {
            ApiVersion = "clickhouse.altinity.com/v1",
            Kind = "ClickHouseInstallation",
            Namespace = args.Namespace,
            Spec = SpecOf(name, args),
            WaitFor = "jsonpath={.status.status}=Completed",
        }, new() { Parent = this, DependsOn = { needs.ToArray() }, Protect = args.KeepsData, RetainOnDelete = args.KeepsData });
        Host = $"clickhouse-{name}.{args.Namespace}.svc";
        RegisterOutputs();
    }

    public string Host { get; }

    public KubernetesObject Installation { get; }

    public static Footprint FootprintOf(ClickHouseClusterArgs args) => args.ServesSigNoz ? args.Server + Keeper : args.Server;

    public static Dictionary<string, string> PodsOf(string name) => new() { ["clickhouse.altinity.com/chi"] = name };

    public static Dictionary<string, string> KeeperPodsOf(string name) => new() { ["clickhouse-keeper.altinity.com/chk"] = name };

    private static object SpecOf(string name, ClickHouseClusterArgs args) => new
    {
        defaults = new { templates = new { podTemplate = "server", dataVolumeClaimTemplate = "data" } },
        configuration = new
        {
            users = new Dictionary<string, object>
            {
                [$"{Administrator}/password"] = new { valueFrom = new { secretKeyRef = new { name = args.Password.Secret, key = args.Password.Key } } },
                [$"{Administrator}/networks/ip"] = Networks,
                [$"{Administrator}/profile"] = "default",
                [$"{Administrator}/quota"] = "default",
                [$"{Administrator}/access_management"] = 1, // may make the users of others
            },
            profiles = args.ServesSigNoz ? SigNozFunctions.Profile : null,
            settings = SettingsOf(args),
            zookeeper = args.ServesSigNoz ? new { nodes = new[] { new { host = $"keeper-{name}.{args.Namespace}.svc", port = 2181 } } } : null,
            clusters = new[]
            {
                new { name = "cluster", secret = new { auto = "true" }, layout = new { shardsCount = 1, replicasCount = 1 } },
            },
        },
        templates = new { podTemplates = new[] { PodOf(name, args) }, volumeClaimTemplates = new[] { ClaimOf(args.Server.DiskGiB, args) } },
    };

    private static Dictionary<string, object> SettingsOf(ClickHouseClusterArgs args)
    {
        var settings = new Dictionary<string, object>
        {
            ["prometheus/endpoint"] = "/metrics",
            ["prometheus/port"] = MetricsPort,
            ["logger/level"] = "information",
            ["max_server_memory_usage_to_ram_ratio"] = "0.8", // of the container's limit
            ["mark_cache_size"] = 268435456, // the default of 5 GiB is made for large hosts
        };
        return args.ServesSigNoz ? new(settings.Concat(SigNozFunctions.Settings)) : settings;
    }

    private static object PodOf(string name, ClickHouseClusterArgs args) => new
    {
        name = "server",
        spec = new
        {
            priorityClassName = args.Priority,
            securityContext = new { runAsUser = 101, runAsGroup = 101, fsGroup = 101, fsGroupChangePolicy = "OnRootMismatch" },
            initContainers = args.ServesSigNoz ? new[] { SigNozFunctions.Fetch } : null,
            containers = new[]
            {
                new
                {
                    name = "clickhouse",
                    image = ImagePins.ClickHouseServer.ToString(),
                    ports = new object[]
                    {
                        new { name = "http", containerPort = HttpPort },
                        new { name = "client", containerPort = Port },
                        new { name = "interserver", containerPort = 9009 },
                        new { name = "metrics", containerPort = MetricsPort },
                    },
                    resources = args.Server.Resources(args.MemoryLimitMiB),
                    volumeMounts = args.ServesSigNoz ? SigNozFunctions.Mounts : null,
                },
            },
            volumes = args.ServesSigNoz ? SigNozFunctions.VolumesOf(name) : null,
        },
    };

    private static object ClaimOf(int gib, ClickHouseClusterArgs args) => new
    {
        name = "data",
        reclaimPolicy = args.KeepsData ? "Retain" : "Delete",
        spec = new
        {
            accessModes = new[] { "ReadWriteOnce" },
            storageClassName = args.StorageClass,
            resources = new { requests = new { storage = $"{gib}Gi" } },
        },
    };

    private KubernetesObject KeeperOf(string name, ClickHouseClusterArgs args) => new($"{name}-keeper", new()
    {
        ApiVersion = "clickhouse-keeper.altinity.com/v1",
        Kind = "ClickHouseKeeperInstallation",
        Name = name,
        Namespace = args.Namespace,
        Spec = new
        {
            defaults = new { templates = new { podTemplate = "keeper", dataVolumeClaimTemplate = "data" } },
            configuration = new
            {
                clusters = new[] { new { name = "keeper", layout = new { replicasCount = 1 } } },
                settings = new Dictionary<string, object> { ["logger/level"] = "warning", ["logger/console"] = "true", ["listen_host"] = "0.0.0.0" },
            },
            templates = new
            {
                podTemplates = new[]
                {
                    new
                    {
                        name = "keeper",
                        spec = new
                        {
                            priorityClassName = args.Priority,
                            securityContext = new { fsGroup = 101 },
                            containers = new[]
                            {
                                new { name = "clickhouse-keeper", image = ImagePins.ClickHouseKeeper.ToString(), resources = Keeper.Resources(384) },
                            },
                        },
                    },
                },
                volumeClaimTemplates = new[] { ClaimOf(Keeper.DiskGiB, args) },
            },
        },
        WaitFor = "jsonpath={.status.status}=Completed",
    }, new() { Parent = this, Protect = args.KeepsData, RetainOnDelete = args.KeepsData });
}
