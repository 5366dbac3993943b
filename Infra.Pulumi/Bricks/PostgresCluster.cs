using Infra.Charts;
using Pulumi;

namespace Infra.Bricks;

public sealed record PostgresClusterArgs
{
    /// <summary>Where secrets live.</summary>
    public required SecretHome Home { get; init; }

    public required string Namespace { get; init; }

    /// <summary>What one instance requests. Its disk is that of the claim.</summary>
    public required Footprint Instance { get; init; }

    public required int MemoryLimitMiB { get; init; }

    public int Instances { get; init; } = 1;

    /// <summary>None means the cluster's own default.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Where backups and the write-ahead log go. Without it nothing is archived.</summary>
    public ObjectStoreAccess? Archive { get; init; }

    /// <summary>Who goes first where a node is full.</summary>
    public string? Priority { get; init; }

    /// <summary>Why the way to the archive cannot come from Vault.</summary>
    public string? OutsideVault { get; init; }

    /// <summary>Whether it survives mistakes: protected, and kept when it leaves the program.</summary>
    public bool KeepsData { get; init; }
}

/// <summary>A PostgreSQL run by CloudNativePG, archived so that at most five minutes can be lost. Ready when it takes writes.</summary>
public sealed class PostgresCluster : ComponentResource
{
    private const string Plugin = "barman-cloud.cloudnative-pg.io";
    private const int SidecarMiB = 64;

    public PostgresCluster(string name, PostgresClusterArgs args, ComponentResourceOptions? options = null)
        : base("infra:bricks:PostgresCluster", name, options)
    {
        var store = args.Archive is null ? null : StoreOf(name, args, args.Archive);
        var needs = new InputList<Resource>();
        if (store is not null)
        {
            needs.Add(store);
        }

        Cluster = new KubernetesObject(name, new()
        {
            ApiVersion = "postgresql.cnpg.io/v1",
            Kind = "Cluster",
            Namespace = args.Namespace,
            Spec = SpecOf(name, args),
            WaitFor = "condition=Ready",
        }, new() { Parent = this, DependsOn = needs, Protect = args.KeepsData, RetainOnDelete = args.KeepsData });

        if (store is not null)
        {
            _ = new KubernetesObject($"{name}-daily", new()
            {
                ApiVersion = "postgresql.cnpg.io/v1",
                Kind = "ScheduledBackup",
                Namespace = args.Namespace,
                Spec = new
                {
                    cluster = new { name },
                    schedule = "0 30 2 * * *", // seconds first
                    immediate = true,
                    backupOwnerReference = "none",
                    method = "plugin",
                    pluginConfiguration = new { name = Plugin },
                },
            }, new() { Parent = this, DependsOn = { Cluster } });
        }

        Name = name;
        Namespace = args.Namespace;
        RegisterOutputs();
    }

    public string Name { get; }

    public string Namespace { get; }

    /// <summary>Answers where writes go, in every namespace.</summary>
    public string Host => $"{Name}-rw.{Namespace}.svc";

    public KubernetesObject Cluster { get; }

    /// <summary>The labels of its instances and of the jobs that prepare them.</summary>
    public static Dictionary<string, string> PodsOf(string name) => new() { ["cnpg.io/cluster"] = name };

    /// <summary>Has CloudNativePG look at a role's password as soon as it changes, and not some time later.</summary>
    public static readonly IReadOnlyDictionary<string, string> AppliesAtOnce = new Dictionary<string, string> { ["cnpg.io/reload"] = "true" };

    /// <summary>What all of it requests, the archiver beside each instance included.</summary>
    public static Footprint FootprintOf(PostgresClusterArgs args, bool isArchived)
    {
        var instance = !isArchived ? args.Instance : args.Instance + new Footprint(0.01m, SidecarMiB);
        return Enumerable.Repeat(instance, args.Instances).Aggregate(Footprint.Zero, Footprint.Add);
    }

    /// <summary>What it needs besides its clients: the operator, its own instances, the API and the object store.</summary>
    public static NetworkAccess AccessOf(params IEnumerable<Peer> clients) => new()
    {
        From =
        [
            .. clients.Select(client => new Flow(client, 5432)),
            new(Peer.Itself, 5432, 8000),
            new(Peer.Everything("cnpg-system"), 5432, 8000),
            new(Peer.Everything("observability"), 9187),
        ],
        To = [new(Peer.Itself, 5432, 8000), Flow.ToKubernetes, Flow.ToWeb],
    };

    private static object SpecOf(string name, PostgresClusterArgs args) => new
    {
        instances = args.Instances,
        imageName = ImagePins.PostgreSql.ToString(),
        enablePDB = args.Instances > 1, // with a single instance it would block every drain of its node
        enableSuperuserAccess = false,
        priorityClassName = args.Priority,
        primaryUpdateStrategy = "unsupervised",
        inheritedMetadata = new
        {
            annotations = new Dictionary<string, string> { ["signoz.io/scrape"] = "true", ["signoz.io/port"] = "9187" },
        },
        storage = new { size = $"{args.Instance.DiskGiB}Gi", storageClass = args.StorageClass },
        resources = args.Instance.Resources(args.MemoryLimitMiB),
        affinity = new { enablePodAntiAffinity = true, podAntiAffinityType = "preferred", topologyKey = "kubernetes.io/hostname" },
        postgresql = new
        {
            parameters = new Dictionary<string, string>
            {
                ["archive_timeout"] = "5min", // what a lost host costs at most
                ["max_connections"] = "100",
                ["shared_buffers"] = $"{args.Instance.MemoryMiB / 4}MB",
                ["log_min_duration_statement"] = "1000",
            },
        },
        plugins = args.Archive is null ? null : new[]
        {
            new { name = Plugin, isWALArchiver = true, parameters = new { barmanObjectName = $"{name}-archive" } },
        },
    };

    private KubernetesObject StoreOf(string name, PostgresClusterArgs args, ObjectStoreAccess archive)
    {
        var access = new SecretBundle($"{name}-archive", new()
        {
            Home = args.Home,
            Namespace = args.Namespace,
            OutsideVault = args.OutsideVault,
            Given = new Dictionary<string, Output<string>>
            {
                ["access-key"] = archive.AccessKeyId,
                ["secret-key"] = archive.SecretAccessKey,
                ["region"] = Output.Create(archive.Region),
            },
        }, new() { Parent = this });

        return new KubernetesObject($"{name}-archive", new()
        {
            ApiVersion = "barmancloud.cnpg.io/v1",
            Kind = "ObjectStore",
            Namespace = args.Namespace,
            Spec = new
            {
                retentionPolicy = "30d",
                configuration = new
                {
                    destinationPath = $"s3://{archive.Bucket}/postgresql",
                    endpointURL = archive.Endpoint,
                    s3Credentials = new
                    {
                        accessKeyId = new { name = access.SecretName, key = "access-key" },
                        secretAccessKey = new { name = access.SecretName, key = "secret-key" },
                        region = new { name = access.SecretName, key = "region" },
                    },
                    wal = new { compression = "gzip" },
                    data = new { compression = "gzip" },
                },
                instanceSidecarConfiguration = new
                {
                    // Checksums that only Amazon's own store understands: https://cloudnative-pg.io/plugin-barman-cloud/docs/object_stores/
                    env = new[]
                    {
                        new { name = "AWS_REQUEST_CHECKSUM_CALCULATION", value = "when_required" },
                        new { name = "AWS_RESPONSE_CHECKSUM_VALIDATION", value = "when_required" },
                    },
                    resources = new Footprint(0.01m, SidecarMiB).Resources(256),
                },
            },
        }, new() { Parent = this, DependsOn = { access } });
    }
}
