using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;
using Pulumi;

namespace Infra.Platform;

/// <summary>The PostgreSQL of the platform's own services. The business has one of its own, so that neither slows or breaks the other.</summary>
public sealed class PlatformPostgres : PlatformService
{
    public const string Name = "platform-postgres";

    public const int DiskGiB = 5;

    /// <summary>Its instances, as others name them in what they may reach.</summary>
    public static readonly Peer Instances = Peer.Labelled("the platform's PostgreSQL", "platform", "cnpg.io/cluster", Name);

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = Name,
        Namespace = ServiceNamespace.Platform,
        Runs = stack => stack.Need(Name),
        Needs = _ => [CloudNativePg.Name],
        Dump = _ => DumpPolicy.NightlyWithDrill,
        MaySleep = false,
        Profile = stack => ProfileOf(stack.Settings),
        Build = context => new PlatformPostgres(context),
    };

    public PlatformPostgres(ServiceContext context)
        : base("infra:platform:PlatformPostgres", Declaration, context)
    {
        Allow(Name, PostgresCluster.PodsOf(Name), Profile.Network);
        Server = new PostgresCluster(Name, ClusterOf(Settings) with { Archive = context.Buckets?.Backups }, new() { Parent = this });
        RegisterOutputs();
    }

    public PostgresCluster Server { get; }

    /// <summary>A database for one of the platform's services, with a user of its own.</summary>
    /// <param name="outsideVault">Why the password cannot come from Vault.</param>
    public PlatformDatabase Database(string name, SecretHome home, ComponentResource owner, string? outsideVault = null) => new(name, new()
    {
        Home = home,
        Cluster = Server,
        OutsideVault = outsideVault,
        KeepsData = Settings.KeepsData,
    }, new() { Parent = owner });

    private static PostgresClusterArgs ClusterOf(PlatformSettings settings) => new()
    {
        Namespace = "platform",
        Instance = new(0.05m, 256, DiskGiB),
        MemoryLimitMiB = 512,
        StorageClass = settings.StorageClass,
        Home = SecretHome.Kubernetes,
        OutsideVault = "Vault's own data is in this database",
        KeepsData = settings.KeepsData,
    };

    private static ServiceProfile ProfileOf(PlatformSettings settings) => new()
    {
        Software = Software.Of(ImagePins.PostgreSql),
        Footprint = PostgresCluster.FootprintOf(ClusterOf(settings), settings.ObjectStore.IsUsed),
        Network = PostgresCluster.AccessOf(Peer.Everything("platform")),
        Backup = !settings.ObjectStore.IsUsed
            ? "none: what it holds is thrown away with the stack"
            : "the write-ahead log goes to the object store every five minutes, the whole every night, for 30 days"
                + (settings.Backups.Enabled ? "; a dump every night besides" : ""),
        Monitoring = "the Ready condition of its Cluster; age of its last archived log",
        Probe = Probe.None("its port is open to the namespace platform alone; Vault and single sign-on fail with it, and their hosts are probed"),
        Upgrade = "change its image in Charts/ImagePins.cs; a major version through the operator's offline upgrade",
        BlastRadius = "Vault answers with errors, nobody new signs in; what runs goes on",
    };
}
