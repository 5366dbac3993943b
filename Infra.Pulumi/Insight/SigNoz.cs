using Infra.Bricks;
using Infra.Charts;
using Infra.Data;
using Infra.Foundation;
using Infra.Platform;
using Infra.Settings;
using Pulumi;

namespace Infra.Insight;

/// <summary>SigNoz: where logs, traces and metrics go, and whence alerts come. Its ClickHouse is its own or the business one.</summary>
public sealed class SigNoz : PlatformService
{
    public const string Home = "observability";

    public const string Name = "signoz";

    private const string Store = "signoz-store";
    private const int Port = 8080;

    private static readonly Footprint Server = new(0.05m, 160, 1);
    private static readonly Footprint Collector = new(0.05m, 256);

    // SigNoz makes several databases; beyond them it needs what statements ON CLUSTER and its queries need.
    private static readonly string[] Grants =
        ["ALL ON signoz_*.*", "CLUSTER, REMOTE, CREATE TEMPORARY TABLE, SYSTEM FLUSH DISTRIBUTED ON *.*", "SELECT ON system.*"];

    private readonly ChartRelease _release;

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = Name,
        Namespace = ServiceNamespace.Observability,
        Runs = stack => stack.Settings.SigNoz.Enabled,
        Needs = _ => [ClickHouseOperator.Name],
        Stores = settings => settings.SharesClickHouse ? [ClickHouse.Name] : [],
        Exposures = settings => [HostOf(settings)],
        MaySleep = true,
        Profile = stack => ProfileOf(stack.Settings),
        Build = context => new SigNoz(context),
    };

    public SigNoz(ServiceContext context)
        : base("infra:insight:SigNoz", Declaration, context)
    {
        Administrator = AdministratorOf(Settings);
        var store = Settings.SharesClickHouse ? SharedStore(context.Get<ClickHouse>()) : OwnStore();
        var host = Expose(HostOf(Settings), Name);
        var release = Install(ChartPins.SigNoz, Values(store, host?.Url), store.Ready.Append(Administrator));
        _release = release;
        RegisterOutputs();
    }

    /// <summary>Where applications send OpenTelemetry over HTTP, from anywhere in the cluster.</summary>
    public static string OtlpEndpoint => $"http://{Name}-otel-collector.{Home}.svc:4318";

    public static string Url => $"http://{Name}.{Home}.svc:{Port}";

    /// <summary>The way in that needs no single sign-on: the address in `email`, the password in `password`.</summary>
    public SecretBundle Administrator { get; }

    public override Resource Ready => _release;

    // Its free edition knows no sign-on but its own, with a password, so the gate guards it where there is one.
    private static Exposure HostOf(PlatformSettings settings) =>
        new(Name, Port, HostZone.Internal, settings.Sso.Provider == SsoProvider.None ? SignIn.Native : SignIn.Gate)
        {
            SignInPaths = ["/api/v1/login", "/api/v2/sessions"],
        };

    private static ServiceProfile ProfileOf(PlatformSettings settings) => new()
    {
        Software = Software.Of(ChartPins.SigNoz),
        Footprint = Server + Collector
            + (settings.SharesClickHouse ? Footprint.Zero : ClickHouseCluster.FootprintOf(StoreOf(settings, new("", "")))),
        Network = new()
        {
            From =
            [
                new(Peer.Ingress, Port),
                new(Peer.Everything(Home), Port, 4317, 4318, 8888, 13133),
                new(Peer.Itself, 4320, 8085),
                new(Peer.Anywhere, 4317, 4318), // applications, in whatever namespace; neither port leaves the cluster
            ],
            To =
            [
                new(Peer.Everything(Home), ClickHouseCluster.HttpPort, ClickHouseCluster.Port, 4320),
                new(Peer.Everything("data"), ClickHouseCluster.HttpPort, ClickHouseCluster.Port),
                Flow.ToKubernetes, Flow.ToWeb, new(Peer.Anywhere, settings.Alerts.Mail?.Port ?? 587),
            ],
        },
        Backup = "none: telemetry ages out in weeks; rules and channels are made by this program",
        Monitoring = "/api/v1/health; the watchdog outside the host notices when its heartbeat stays away",
        Probe = Probe.At($"{Url}/api/v1/health", $"tcp://{Name}-otel-collector.{Home}.svc:4318"),
        Upgrade = "change its version in Charts/ChartPins.cs; a hook migrates the store first",
        BlastRadius = "no telemetry and no alerts; applications run on",
    };

    private static ClickHouseClusterArgs StoreOf(PlatformSettings settings, SecretKey password) => new()
    {
        Namespace = Home,
        Server = new(0.2m, settings.SigNoz.Memory.MiB, settings.SigNoz.Disk.MiB / 1024),
        MemoryLimitMiB = settings.SigNoz.Memory.MiB * 3,
        Password = password,
        StorageClass = settings.StorageClass,
        Priority = Priorities.Observability,
        ServesSigNoz = true,
    };

    private StoreAccess OwnStore()
    {
        var administrator = new SecretBundle($"{Store}-administrator", new()
        {
            Home = Context.Secrets,
            Namespace = Home,
            Generated = new Dictionary<string, int> { ["password"] = 32 },
        }, new() { Parent = this });
        var password = new SecretKey(administrator.SecretName, "password");
        var flows = Allow(Store, ClickHouseCluster.PodsOf(Store), new()
        {
            From =
            [
                new(Peer.Everything("data"), 8123, 9000), // the operator
                new(Peer.Everything(Home), 8123, 9000, 9009, ClickHouseCluster.MetricsPort),
            ],
            To = [new(Peer.Everything(Home), 2181, 9000, 9009), Flow.ToWeb],
        });
        var keeper = Allow($"{Store}-keeper", ClickHouseCluster.KeeperPodsOf(Store), new()
        {
            From = [new(Peer.Everything(Home), 2181, 9444), new(Peer.Everything("data"), 2181)],
            To = [new(Peer.Itself, 9444)],
        });
        var cluster = new ClickHouseCluster(Store, StoreOf(Settings, password),
            new() { Parent = this, DependsOn = { administrator, flows, keeper } });
        return new()
        {
            Host = cluster.Host,
            Port = ClickHouseCluster.Port,
            Administrator = ClickHouseCluster.Administrator,
            Password = password,
            Peer = Peer.Everything(Home),
            Ready = [cluster.Installation],
        };
    }

    private static StoreAccess SharedStore(ClickHouse business)
    {
        var database = business.DatabaseFor(new(Name, Home), Grants);
        return database.Server with
        {
            Administrator = Name,
            Password = database.Credentials["password"],
            Ready = [database.Ready],
        };
    }

    private SecretBundle AdministratorOf(PlatformSettings settings)
    {
        var generated = new SecretBundle($"{Name}-generated", new()
        {
            Home = Context.Secrets,
            Namespace = Home,
            Generated = new Dictionary<string, int> { ["password"] = 32, ["tokens"] = 48 },
        }, new() { Parent = this });
        var values = new Dictionary<string, Output<string>>
        {
            ["email"] = Output.Create(settings.Admin.Email.Text),
            ["password"] = Output.Format($"{generated["password"]}-Aa1"), // SigNoz insists on a symbol and each kind of letter
            ["tokens"] = generated["tokens"],
        };
        if (settings.Alerts.Mail is { } mail)
        {
            values["mail"] = mail.Password.ToInput().ToOutput();
        }

        return new SecretBundle($"{Name}-administrator", new() { Home = Context.Secrets, Namespace = Home, Given = values }, new() { Parent = this });
    }

    private object Values(StoreAccess store, string? url) => new
    {
        clickhouse = new { enabled = false },
        externalClickhouse = new
        {
            host = store.Host,
            httpPort = ClickHouseCluster.HttpPort,
            tcpPort = store.Port,
            cluster = "cluster",
            user = store.Administrator,
            existingSecret = store.Password.Secret,
            existingSecretPasswordKey = store.Password.Key,
        },
        signoz = new
        {
            env = SigNozEnvironment.Of(Settings, url ?? Url, Administrator.SecretName),
            persistence = new { size = $"{Server.DiskGiB}Gi", storageClass = Settings.StorageClass },
            priorityClassName = Priorities.Observability,
            resources = Server.Resources(768),
        },
        telemetryStoreMigrator = new { enableReplication = false }, // chooses the tables' engine, and so cannot change later
        otelCollector = new { priorityClassName = Priorities.Observability, resources = Collector.Resources(1024) },
    };
}
