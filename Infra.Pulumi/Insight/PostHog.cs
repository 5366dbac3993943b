using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Insight;

/// <summary>
/// PostHog's last chart, which nobody supports any more: for those who have data in it and need it once more. It brings
/// data stores of its own, in a namespace of its own, with images that are still served.
/// </summary>
public sealed class PostHog : PlatformService
{
    private const string Name = "posthog";
    private const int Port = 8000;

    // PostgreSQL and its pooler, Redis, ClickHouse, Kafka, ZooKeeper, and the parts of PostHog.
    private static readonly Flow Among = new(Peer.Everything(Name), 2181, 2888, 3888, 5432, 6379, 6543, 6738, Port, 8001, 8123, 9000, 9009, 9092, 9093);

    private static readonly Exposure Host = new(Name, Port, HostZone.Internal, SignIn.Native);

    private static readonly Footprint Parts = new(1.5m, 6144, 63);

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = Name,
        Namespace = new(Name, PodSecurity.Baseline) { IsOptional = true },
        Runs = stack => stack.Settings.PostHog.Mode == PostHogMode.Cluster,
        Exposures = _ => [Host],
        MaySleep = false,
        Profile = _ => ProfileOf(),
        Build = context => new PostHog(context),
    };

    public PostHog(ServiceContext context)
        : base("infra:insight:PostHog", Declaration, context)
    {
        var passwords = new SecretBundle($"{Name}-passwords", new()
        {
            Home = Context.Secrets,
            Namespace = Name,
            Generated = new Dictionary<string, int> { ["application"] = 50, ["backup"] = 32, ["clickhouse"] = 32, ["postgresql"] = 32, ["redis"] = 32 },
        }, new() { Parent = this });
        var flows = new FlowPolicy($"{Name}-flows", new() { Namespace = Name, Pods = new Dictionary<string, string>(), Access = Profile.Network },
            new() { Parent = this });

        var host = Expose(Host, $"{Name}-web", flows);
        _ = new ChartRelease(Name, new()
        {
            Chart = ChartPins.PostHog,
            Namespace = Name,
            Values = Values(host, passwords),
            Timeout = TimeSpan.FromMinutes(30),
        }, new() { Parent = this, DependsOn = { flows, passwords } });
        RegisterOutputs();
    }

    private static ServiceProfile ProfileOf() => new()
    {
        Software = Software.Of(ChartPins.PostHog),
        Footprint = Parts,
        Network = new() { From = [new(Peer.Ingress, Port), Among, new(Peer.Everything("observability"), Port)], To = [Among, Flow.ToKubernetes, Flow.ToWeb, Flow.ToNames] },
        Backup = "its volumes are retained; export events before you rely on it",
        Monitoring = "/_health of its web service",
        Probe = Probe.At($"http://{Name}-web.{Name}.svc:{Port}/_health"),
        Upgrade = "none: there will be no new version; move to OpenPanel or to PostHog's cloud",
        BlastRadius = "no product analytics in PostHog",
    };

    private object Values(ExposedHost? host, SecretBundle passwords) => new
    {
        cloud = "other",
        siteUrl = host?.Url,
        image = new { tag = "release-1.43.0" },
        posthogSecretKey = new { existingSecret = passwords.SecretName, existingSecretKey = "application" },
        ingress = new { enabled = false },
        busybox = new { image = ImagePins.BusyBox.ToString() },
        pgbouncer = new { image = new { repository = "bitnamilegacy/pgbouncer", tag = "1.23.1" } },
        kafka = new { image = Legacy("kafka", "2.8.1"), persistence = new { storageClass = Settings.StorageClass } },
        zookeeper = new { image = Legacy("zookeeper", "3.7.0") },
        postgresql = new
        {
            image = Legacy("postgresql", "11.14.0"),
            postgresqlPassword = passwords["postgresql"],
            persistence = new { storageClass = Settings.StorageClass },
        },
        redis = new
        {
            image = Legacy("redis", "6.2.7-debian-11-r11"),
            auth = new { enabled = true, existingSecret = passwords.SecretName, existingSecretPasswordKey = "redis" },
        },
        clickhouse = new
        {
            existingSecret = passwords.SecretName,
            existingSecretPasswordKey = "clickhouse",
            backup = new { backup_password = passwords["backup"] },
            persistence = new { storageClass = Settings.StorageClass },
        },
    };

    private static object Legacy(string name, string tag) => new { registry = "docker.io", repository = $"bitnamilegacy/{name}", tag };
}
