using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;
using Pulumi;

namespace Infra.Platform;

/// <summary>The PostgreSQL of the platform's own services. The business has one of its own, so that neither slows or breaks the other.</summary>
public sealed class PlatformPostgres : PlatformService
{
    public const string Cluster = "platform-postgres";

    public const int DiskGiB = 5;

    /// <summary>Its instances, as others name them in what they may reach.</summary>
    public static readonly Peer Instances = Peer.Labelled("the platform's PostgreSQL", "platform", "cnpg.io/cluster", Cluster);

    public PlatformPostgres(Ground ground, ObjectStoreAccess? archive)
        : base("infra:platform:PlatformPostgres", Cluster, Answers(ground.Settings, archive), ground)
    {
        Allow(Cluster, PostgresCluster.PodsOf(Cluster), Profile.Network);
        Server = new PostgresCluster(Cluster, ClusterOf(Settings, archive), new() { Parent = this });
        RegisterOutputs();
    }

    public PostgresCluster Server { get; }

    /// <summary>A database for one of the platform's services, with a user of its own.</summary>
    /// <param name="outsideVault">Why the password cannot come from Vault.</param>
    public PlatformDatabase Database(string name, ComponentResource owner, string? outsideVault = null) => new(name, new()
    {
        Cluster = Server,
        OutsideVault = outsideVault,
        KeepsData = Settings.KeepsData,
    }, new() { Parent = owner });

    private static PostgresClusterArgs ClusterOf(PlatformSettings settings, ObjectStoreAccess? archive) => new()
    {
        Namespace = "platform",
        Instance = new(0.05m, 256, DiskGiB),
        MemoryLimitMiB = 512,
        StorageClass = settings.StorageClass,
        Archive = archive,
        OutsideVault = "Vault's own data is in this database",
        KeepsData = settings.KeepsData,
    };

    private static ServiceProfile Answers(PlatformSettings settings, ObjectStoreAccess? archive) => new()
    {
        Namespace = "platform",
        Software = Software.Of(ImagePins.PostgreSql),
        Footprint = PostgresCluster.FootprintOf(ClusterOf(settings, archive)),
        Network = PostgresCluster.AccessOf(Peer.Everything("platform")),
        Backup = archive is null
            ? "none: what it holds is thrown away with the stack"
            : "the write-ahead log goes to the object store every five minutes, the whole every night, for 30 days"
                + (settings.Backups.Enabled ? "; a dump every night besides" : ""),
        Monitoring = "the Ready condition of its Cluster; age of its last archived log",
        Upgrade = "change its image in Charts/ImagePins.cs; a major version through the operator's offline upgrade",
        BlastRadius = "Vault answers with errors, nobody new signs in; what runs goes on",
    };
}
