using Infra.Bricks;
using Infra.Charts;
using Infra.Foundation;
using Infra.Platform;
using Infra.Settings;
using Pulumi;

namespace Infra.Data;

/// <summary>The business PostgreSQL: in the cluster, archived to the object store, or anywhere else.</summary>
public sealed class Postgres : PlatformService
{
    private const string Home = "data";
    public const string Name = "postgres";

    private static readonly BackupAge Archive = new($"{Name} has no fresh backup",
        "time() - max(barman_cloud_cloudnative_pg_io_last_available_backup_timestamp{k8s_namespace_name=\"data\"})",
        TimeSpan.FromHours(26), $"The last backup of {Name} is older than 26 hours.");

    private readonly PostgresCluster? _cluster;

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = Name,
        Namespace = ServiceNamespace.Data,
        Runs = stack => stack.Settings.Postgres.Enabled,
        Needs = stack => stack.Settings.Postgres.IsInCluster ? [CloudNativePg.Name] : [],
        Dump = _ => DumpPolicy.NightlyWithDrill,
        MaySleep = false,
        Profile = stack => ProfileOf(stack.Settings),
        Build = context => new Postgres(context),
    };

    public Postgres(ServiceContext context)
        : base("infra:data:Postgres", Declaration, context)
    {
        if (Settings.Postgres.External is { } external)
        {
            var administrator = new SecretBundle($"{Name}-administrator", new()
            {
                Home = Context.Secrets,
                Namespace = Home,
                Given = new Dictionary<string, Output<string>> { ["password"] = external.Password.ToInput().ToOutput() },
            }, new() { Parent = this });
            Server = StoreAccess.Elsewhere(external, 5432, new(administrator.SecretName, "password"), administrator);
        }
        else
        {
            Allow(Name, PostgresCluster.PodsOf(Name), Profile.Network);
            _cluster = new PostgresCluster(Name, ArgsOf(Settings) with { Home = Context.Secrets, Archive = context.Buckets?.Backups }, new() { Parent = this });
            Server = new()
            {
                Host = _cluster.Host,
                Port = 5432,
                Tls = true,
                Administrator = "postgres",
                Password = new($"{Name}-superuser", "password"),
                Peer = Peer.Labelled("PostgreSQL", Home, "cnpg.io/cluster", Name),
                Ready = [_cluster.Cluster],
            };
        }

        foreach (var application in Settings.Postgres.Databases)
        {
            DatabaseFor(new(application.Text, Home));
        }

        if (_cluster is not null && Settings.Postgres.Databases.Count > 0)
        {
            context.Find<Vault>()?.IssueFor(_cluster);
        }

        RegisterOutputs();
    }

    public StoreAccess Server { get; }

    /// <summary>The one in the cluster, if it is there.</summary>
    public PostgresCluster? Cluster => _cluster;

    /// <summary>Gives a consumer a database and a user of its own.</summary>
    public PostgresDatabase DatabaseFor(Consumer consumer) => new(consumer.Name, new()
    {
        Home = Context.Secrets,
        Server = Server,
        Cluster = _cluster,
        StoresNamespace = Home,
        Consumer = consumer,
        KeepsData = Settings.KeepsData,
    }, new() { Parent = this });

    private static PostgresClusterArgs ArgsOf(PlatformSettings settings) => new()
    {
        Home = SecretHome.Kubernetes,
        Namespace = Home,
        Instance = new(0.1m, settings.Postgres.Memory.MiB, settings.Postgres.Disk.MiB / 1024),
        MemoryLimitMiB = settings.Postgres.Memory.MiB * 2,
        Instances = settings.Postgres.Instances,
        StorageClass = settings.StorageClass,
        Priority = Priorities.Data,
        KeepsData = settings.KeepsData,
    };

    private static ServiceProfile ProfileOf(PlatformSettings settings) => settings.Postgres.External is { } external
        ? External.ProfileOf(external, "PostgreSQL", 5432)
        : new()
        {
            Software = Software.Of(ImagePins.PostgreSql),
            Footprint = PostgresCluster.FootprintOf(ArgsOf(settings), settings.ObjectStore.IsUsed),
            Network = PostgresCluster.AccessOf(
                Peer.Everything(Home), Peer.Everything("platform"), Peer.Everything("observability"), Peer.Applications, Peer.Everything("kubero")),
            Backup = !settings.ObjectStore.IsUsed
                ? "none here: what it stores in this environment is thrown away"
                : "log archived all the time and a base backup a day, 30 days back; at most five minutes are lost"
                    + (settings.Backups.Enabled ? "; a dump every night, restored for trial every week" : ""),
            Monitoring = "the Ready and ContinuousArchiving conditions of its Cluster; connections, age of the last backup, disk",
            Probe = Probe.At("tcp://postgres-rw.data.svc:5432"),
            BackupAges = settings.ObjectStore.IsUsed ? [Archive] : [],
            Upgrade = "change its image in Charts/ImagePins.cs; a new major version is a dump and a restore",
            BlastRadius = "every application with a database here, and OpenPanel",
        };
}
