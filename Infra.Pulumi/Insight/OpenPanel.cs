using Infra.Bricks;
using Infra.Charts;
using Infra.Data;
using Infra.Settings;
using Pulumi;

namespace Infra.Insight;

public sealed record OpenPanelArgs
{
    public required PostgresDatabase Postgres { get; init; }

    public required ClickHouseDatabase ClickHouse { get; init; }

    public required ConsumerSecret Redis { get; init; }

    /// <summary>What must be ready before it connects.</summary>
    public required IReadOnlyList<Resource> Ready { get; init; }
}

/// <summary>OpenPanel: product analytics on the business data stores. It has no chart that one could use.</summary>
public sealed class OpenPanel : PlatformService
{
    public const string Name = "openpanel";

    public static readonly Consumer Consumer = new(Name, Home);

    private static readonly string[] BusinessStores = [Postgres.Name, Redis.Name, ClickHouse.Name];

    private static readonly Exposure Host = new(Name, Port, HostZone.Internal, SignIn.Native) { SignInPaths = ["/api/trpc/auth."] };

    private const string Home = "observability";
    private const int Port = 3000;

    private static readonly Footprint Api = new(0.05m, 256);
    private static readonly Footprint Dashboard = new(0.05m, 256);
    private static readonly Footprint Worker = new(0.05m, 256);

    // The image's own command does not bring the databases up to date.
    private static readonly string[] MigrateAndStart = ["/bin/sh", "-c", "CI=true pnpm -r run migrate:deploy && exec pnpm start"];

    private static readonly string[] ApiPrefixes = ["/api"];

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = Name,
        Namespace = ServiceNamespace.Observability,
        Runs = stack => stack.Settings.OpenPanel.Enabled && BusinessStores.All(stack.Runs),
        Stores = _ => BusinessStores,
        Exposures = _ => [Host],
        MaySleep = true,
        Profile = _ => ProfileOf(),
        Build = Create,
    };

    private OpenPanel(ServiceContext context, OpenPanelArgs args)
        : base("infra:insight:OpenPanel", Declaration, context, args.Ready)
    {
        var cookies = new SecretBundle($"{ServiceName}-cookies", new()
        {
            Home = Context.Secrets,
            Namespace = Home,
            Generated = new Dictionary<string, int> { ["secret"] = 48 },
        }, new() { Parent = this });
        var flows = Allow(ServiceName, Labels.OfRelease(ServiceName), Profile.Network);
        var dashboard = Expose(Host, $"{ServiceName}-dashboard", flows);
        var environment = EnvironmentOf(dashboard?.Url ?? $"http://{ServiceName}-dashboard.{Home}.svc:{Port}", args, cookies);

        var api = Run("api", ImagePins.OpenPanelApi, Api, "/healthcheck", environment, [flows, cookies], MigrateAndStart);
        Run("dashboard", ImagePins.OpenPanelDashboard, Dashboard, "/api/healthcheck", environment, [api]);
        Run("worker", ImagePins.OpenPanelWorker, Worker, "/healthcheck", environment, [api]);
        if (dashboard is not null)
        {
            ExposeApi(dashboard, api);
        }

        RegisterOutputs();
    }

    private static OpenPanel Create(ServiceContext context)
    {
        var postgres = context.Get<Postgres>().DatabaseFor(Consumer);
        var clickHouse = context.Get<ClickHouse>().DatabaseFor(Consumer, "SELECT ON system.*", "CREATE TEMPORARY TABLE ON *.*");
        var redis = context.Get<Redis>().AccessFor(Consumer);
        return new(context, new()
        {
            Postgres = postgres,
            ClickHouse = clickHouse,
            Redis = redis,
            Ready = [postgres.Ready, clickHouse.Ready, redis, .. context.Get<Redis>().Server.Ready],
        });
    }

    private static ServiceProfile ProfileOf() => new()
    {
        Software = Software.Of(ImagePins.OpenPanelApi),
        Footprint = Api + Dashboard + Worker,
        Network = new()
        {
            From = [new(Peer.Ingress, Port), new(Peer.Everything(Home), Port)],
            To = [new(Peer.Everything("data"), 5432, 6379, 8123), new(Peer.Itself, Port), new(Peer.Anywhere, 443, 5432, 6379, 8443)],
        },
        Backup = "its data is in the business PostgreSQL and ClickHouse, and saved with them",
        Monitoring = "/healthcheck of the API and of the worker, /api/healthcheck of the dashboard",
        Probe = Probe.At($"http://openpanel-api.{Home}.svc:{Port}/healthcheck", $"http://openpanel-worker.{Home}.svc:{Port}/healthcheck"),
        Upgrade = "change its three images in Charts/ImagePins.cs together; the API migrates the databases as it starts",
        BlastRadius = "no product analytics; events that applications send meanwhile are lost",
    };

    private static PodEnvironment EnvironmentOf(string url, OpenPanelArgs args, SecretBundle cookies) => new()
    {
        Plain = new Dictionary<string, string>
        {
            ["ALLOW_INVITATION"] = "true",
            ["ALLOW_REGISTRATION"] = "false", // the first user may register all the same
            ["API_URL"] = $"{url}/api",
            ["BATCH_INTERVAL"] = "10000",
            ["BATCH_SIZE"] = "5000",
            ["DASHBOARD_URL"] = url,
            ["DISABLE_BULLBOARD"] = "true", // the worker's queue board has no sign-in
            ["NODE_ENV"] = "production",
            ["SELF_HOSTED"] = "true",
        },
        Secret = new Dictionary<string, SecretKey>
        {
            ["CLICKHOUSE_URL"] = args.ClickHouse.Credentials["url"],
            ["COOKIE_SECRET"] = new(cookies.SecretName, "secret"),
            ["DATABASE_URL"] = args.Postgres.Credentials["url"],
            ["DATABASE_URL_DIRECT"] = args.Postgres.Credentials["url"],
            ["REDIS_URL"] = args.Redis["url"],
        },
    };

    private Workload Run(string part, Image image, Footprint footprint, string health, PodEnvironment environment, Resource[] needs, params string[] command) =>
        new($"{ServiceName}-{part}", new()
        {
            Namespace = Home,
            Service = ServiceName,
            Image = image,
            Port = Port,
            Health = new(health, Port) { FailuresUntilRestart = 6, FailuresAtStart = 60 }, // a first start migrates the databases
            Footprint = footprint,
            MemoryLimitMiB = 768,
            Command = command,
            Environment = environment,
            Security = Unprivileged.PodOfAnyUser(),
            HasReadOnlyRoot = false,
        }, new() { Parent = this, DependsOn = { needs } });

    // The API knows nothing of the path under which it is reached.
    private void ExposeApi(ExposedHost host, Workload api)
    {
        var strip = new KubernetesObject($"{ServiceName}-strip-api", new()
        {
            ApiVersion = "traefik.io/v1alpha1",
            Kind = "Middleware",
            Namespace = Home,
            Spec = new { stripPrefix = new { prefixes = ApiPrefixes } },
        }, new() { Parent = this });
        _ = new ExposedIngress($"{ServiceName}-api-ingress", new()
        {
            Host = host,
            Namespace = Home,
            Backend = $"{ServiceName}-api",
            Path = "/api",
            Middlewares = [$"{Home}-{ServiceName}-strip-api@kubernetescrd"],
        }, new() { Parent = this, DependsOn = { strip, api } });
    }
}
