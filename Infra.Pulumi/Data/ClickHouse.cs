using Infra.Bricks;
using Infra.Charts;
using Infra.Foundation;
using Infra.Platform;
using Infra.Settings;
using Pulumi;

namespace Infra.Data;

/// <summary>The business ClickHouse, in the cluster or elsewhere.</summary>
public sealed class ClickHouse : PlatformService
{
    private const string Home = "data";
    public const string Name = "clickhouse";

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = Name,
        Namespace = ServiceNamespace.Data,
        Runs = stack => stack.Settings.ClickHouse.Enabled,
        Needs = stack => stack.Settings.ClickHouse.IsInCluster ? [ClickHouseOperator.Name] : [],
        MaySleep = false,
        Profile = stack => ProfileOf(stack.Settings),
        Build = context => new ClickHouse(context),
    };

    public ClickHouse(ServiceContext context)
        : base("infra:data:ClickHouse", Declaration, context)
    {
        var external = Settings.ClickHouse.External;
        var administrator = new SecretBundle($"{Name}-administrator", new()
        {
            Home = Context.Secrets,
            Namespace = Home,
            Generated = external is null ? new Dictionary<string, int> { ["password"] = 32 } : [],
            Given = external is null ? [] : new Dictionary<string, Output<string>> { ["password"] = external.Password.ToInput().ToOutput() },
        }, new() { Parent = this });
        var password = new SecretKey(administrator.SecretName, "password");
        Server = external is null ? InCluster(administrator, password) : StoreAccess.Elsewhere(external, 9440, password, administrator);

        foreach (var application in Settings.ClickHouse.Databases)
        {
            DatabaseFor(new(application.Text, Home));
        }

        RegisterOutputs();
    }

    public StoreAccess Server { get; }

    /// <summary>Gives a consumer a database and a user of its own.</summary>
    public ClickHouseDatabase DatabaseFor(Consumer consumer, params IReadOnlyList<string> grants) => new(consumer.Name, new()
    {
        Home = Context.Secrets,
        Server = Server,
        StoresNamespace = Home,
        Consumer = consumer,
        Grants = grants,
    }, new() { Parent = this });

    private StoreAccess InCluster(SecretBundle administrator, SecretKey password)
    {
        var flows = Allow(Name, ClickHouseCluster.PodsOf(Name), Profile.Network);
        var needs = new List<Resource> { administrator, flows };
        if (Settings.SharesClickHouse)
        {
            needs.Add(Allow($"{Name}-keeper", ClickHouseCluster.KeeperPodsOf(Name), OfKeeper));
        }

        var cluster = new ClickHouseCluster(Name, ArgsOf(Settings, password), new() { Parent = this, DependsOn = { needs.ToArray() } });
        return new()
        {
            Host = cluster.Host,
            Port = ClickHouseCluster.Port,
            Administrator = ClickHouseCluster.Administrator,
            Password = password,
            Peer = Peer.Labelled("ClickHouse", Home, "clickhouse.altinity.com/chi", Name),
            Ready = [cluster.Installation],
        };
    }

    private static readonly NetworkAccess OfKeeper = new() { From = [new(Peer.Everything(Home), 2181, 9444)], To = [new(Peer.Itself, 9444)] };

    private static ClickHouseClusterArgs ArgsOf(PlatformSettings settings, SecretKey password) => new()
    {
        Namespace = Home,
        Server = new(0.2m, settings.ClickHouse.Memory.MiB, settings.ClickHouse.Disk.MiB / 1024),
        MemoryLimitMiB = settings.ClickHouse.Memory.MiB * 4, // merges come in bursts
        Password = password,
        StorageClass = settings.StorageClass,
        Priority = Priorities.Data,
        KeepsData = settings.KeepsData,
        ServesSigNoz = settings.SharesClickHouse,
    };

    private static ServiceProfile ProfileOf(PlatformSettings settings) => settings.ClickHouse.External is { } external
        ? External.ProfileOf(external, "ClickHouse", 9440)
        : new()
        {
            Software = Software.Of(ImagePins.ClickHouseServer),
            Footprint = ClickHouseCluster.FootprintOf(ArgsOf(settings, new("", ""))),
            Network = new()
            {
                From =
                [
                    new(Peer.Everything(Home), 8123, 9000, 9009),
                    new(Peer.Everything("observability"), 8123, 9000, ClickHouseCluster.MetricsPort),
                    new(Peer.Applications, 8123, 9000),
                    new(Peer.Everything("kubero"), 8123, 9000),
                ],
                To = [new(Peer.Everything(Home), 2181, 9000, 9009), Flow.ToWeb],
            },
            Backup = "none but its volume, which is retained where data is kept: events are too many to copy every night",
            Monitoring = "the status of its ClickHouseInstallation; /ping on 8123; parts, memory and disk from its own metrics",
            Probe = Probe.At("http://clickhouse-clickhouse.data.svc:8123/ping"),
            Upgrade = "change its image in Charts/ImagePins.cs; the operator restarts it",
            BlastRadius = "analytics: OpenPanel, every application with a database here, and SigNoz where it shares this one",
        };
}
