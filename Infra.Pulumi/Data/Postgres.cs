using Infra.Bricks;
using Infra.Charts;
using Infra.Foundation;
using Infra.Settings;
using Pulumi;

namespace Infra.Data;

/// <summary>The business PostgreSQL: in the cluster, archived to the object store, or anywhere else.</summary>
public sealed class Postgres : PlatformService
{
    private const string Home = "data";
    private const string Name = "postgres";

    private readonly PostgresCluster? _cluster;

    public Postgres(Ground ground, ObjectStoreAccess? archive)
        : base("infra:data:Postgres", Name, Answers(ground.Settings, archive), ground)
    {
        if (Settings.Postgres.External is { } external)
        {
            var administrator = new SecretBundle($"{Name}-administrator", new()
            {
                Namespace = Home,
                Given = new Dictionary<string, Output<string>> { ["password"] = external.Password.ToInput().ToOutput() },
            }, new() { Parent = this });
            Server = StoreAccess.Elsewhere(external, 5432, new(administrator.SecretName, "password"), administrator);
        }
        else
        {
            Allow(Name, PostgresCluster.PodsOf(Name), Profile.Network);
            _cluster = new PostgresCluster(Name, ArgsOf(Settings, archive), new() { Parent = this });
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

        RegisterOutputs();
    }

    public StoreAccess Server { get; }

    /// <summary>The one in the cluster, if it is there.</summary>
    public PostgresCluster? Cluster => _cluster;

    /// <summary>Gives a consumer a database and a user of its own.</summary>
    public PostgresDatabase DatabaseFor(Consumer consumer) => new(consumer.Name, new()
    {
        Server = Server,
        Cluster = _cluster,
        StoresNamespace = Home,
        Consumer = consumer,
        KeepsData = Settings.KeepsData,
    }, new() { Parent = this });

    private static PostgresClusterArgs ArgsOf(PlatformSettings settings, ObjectStoreAccess? archive) => new()
    {
        Namespace = Home,
        Instance = new(0.1m, settings.Postgres.Memory.MiB, settings.Postgres.Disk.MiB / 1024),
        MemoryLimitMiB = settings.Postgres.Memory.MiB * 2,
        Instances = settings.Postgres.Instances,
        StorageClass = settings.StorageClass,
        Archive = archive,
        Priority = Priorities.Data,
        KeepsData = settings.KeepsData,
    };

    private static ServiceProfile Answers(PlatformSettings settings, ObjectStoreAccess? archive) => settings.Postgres.External is { } external
        ? External.Answers(external, "PostgreSQL", 5432)
        : new()
        {
            Namespace = Home,
            Software = Software.Of(ImagePins.PostgreSql),
            Footprint = PostgresCluster.FootprintOf(ArgsOf(settings, archive)),
            Network = PostgresCluster.AccessOf(
                Peer.Everything(Home), Peer.Everything("platform"), Peer.Everything("observability"), Peer.Applications, Peer.Everything("kubero")),
            Backup = archive is null
                ? "none here: what it stores in this environment is thrown away"
                : "log archived all the time and a base backup a day, 30 days back; at most five minutes are lost"
                    + (settings.Backups.Enabled ? "; a dump every night, restored for trial every week" : ""),
            Monitoring = "the Ready and ContinuousArchiving conditions of its Cluster; connections, age of the last backup, disk",
            Health = ["tcp://postgres-rw.data.svc:5432"],
            BackupAge = archive is null ? null : "time() - max(barman_cloud_cloudnative_pg_io_last_available_backup_timestamp{k8s_namespace_name=\"data\"})",
            Upgrade = "change its image in Charts/ImagePins.cs; a new major version is a dump and a restore",
            BlastRadius = "every application with a database here, and OpenPanel",
        };
}
