using Infra.Bricks;
using Infra.Charts;
using Infra.Foundation;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Insight;

/// <summary>What gathers telemetry: on each node its logs and its load, and once for the cluster whether every service is well.</summary>
public sealed class Collectors : PlatformService
{
    private const string Name = "k8s-infra";

    private static readonly Footprint Agent = new(0.05m, 128);
    private static readonly Footprint Observer = new(0.05m, 128);

    // Where the platform's own programs show their metrics: certificates, PostgreSQL, ClickHouse, their operators.
    private static readonly int[] MetricsPorts = [8888, 9187, 9363, 9402, 9999];

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = Name,
        Namespace = ServiceNamespace.Observability,
        Runs = stack => stack.Runs(SigNoz.Name),
        Needs = _ => [SigNoz.Name],
        MaySleep = true,
        Profile = ProfileOf,
        Build = context => new Collectors(context),
    };

    public Collectors(ServiceContext context)
        : base("infra:insight:Collectors", Declaration, context)
    {
        Install(ChartPins.K8sInfra, new
        {
            otelCollectorEndpoint = SigNoz.OtlpEndpoint,
            global = new { clusterName = Pulumi.Deployment.Instance.StackName, deploymentEnvironment = SettingShape.Spell(Settings.Environment) },
            presets = new { prometheus = new { enabled = true } },
            otelAgent = new { priorityClassName = Priorities.Observability, resources = Agent.Resources(384) },
            otelDeployment = new { priorityClassName = Priorities.Observability, resources = Observer.Resources(384), config = ChecksOf(context.Services) },
        });
        RegisterOutputs();
    }

    private static ServiceProfile ProfileOf(StackServices stack) => new()
    {
        Software = Software.Of(ChartPins.K8sInfra),
        Footprint = Enumerable.Repeat(Agent, Math.Max(1, stack.Settings.Nodes.Count)).Aggregate(Observer, Footprint.Add),
        Network = new()
        {
            From = [new(Peer.Everything(SigNoz.Home), 4317, 4318, 13133)],
            To =
            [
                Flow.ToKubernetes, new(Peer.Anywhere, 443, 10250), new(Peer.Everything(SigNoz.Home), 4318),
                new(Peer.Anywhere, [.. ProbedBy(stack).Select(url => new Uri(url).Port).Concat(MetricsPorts).Distinct().Order()]),
            ],
        },
        Pods = PodSecurity.Privileged, // the agent reads the host's logs and load
        Backup = "none: it stores nothing",
        Monitoring = "the alert that telemetry arrives at all, which is always on and heard by the watchdog",
        Probe = Probe.None("it is what probes; the watchdog notices when the heartbeat stops"),
        Upgrade = "change its version in Charts/ChartPins.cs",
        BlastRadius = "no new telemetry, and so no alerts; the watchdog notices",
    };

    // Its own profile would ask for itself.
    private static IEnumerable<string> ProbedBy(StackServices stack) => stack.Running
        .Where(service => service.Name != Name)
        .SelectMany(service => service.Profile(stack).Probe.Urls);

    private static object ChecksOf(IReadOnlyList<PlatformService> watched)
    {
        var urls = watched.SelectMany(service => service.Profile.Probe.Urls).Order(StringComparer.Ordinal).ToList();
        var web = urls.Where(url => url.StartsWith("http", StringComparison.Ordinal))
            .Concat(watched.SelectMany(service => service.Hosts).Where(host => host.Url.StartsWith("https:", StringComparison.Ordinal)).Select(host => host.Url))
            .Select(endpoint => new { endpoint, method = "GET" });
        var plain = urls.Where(url => url.StartsWith("tcp:", StringComparison.Ordinal)).Select(url => new { endpoint = new Uri(url).Authority });
        return new
        {
            receivers = new
            {
                httpcheck = new
                {
                    collection_interval = "60s",
                    targets = web,
                    metrics = new Dictionary<string, object> { ["httpcheck.tls.cert_remaining"] = new { enabled = true } },
                },
                tcpcheck = new { collection_interval = "60s", targets = plain },
            },
            service = new
            {
                pipelines = new Dictionary<string, object>
                {
                    ["metrics/health"] = new { receivers = Checks, processors = Batched, exporters = Exported },
                },
            },
        };
    }

    private static readonly string[] Checks = ["httpcheck", "tcpcheck"];
    private static readonly string[] Batched = ["resource/deployenv", "batch"];
    private static readonly string[] Exported = ["otlphttp"];
}
