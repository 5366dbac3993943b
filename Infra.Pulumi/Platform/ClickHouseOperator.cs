using Infra.Bricks;
using Infra.Charts;

namespace Infra.Platform;

/// <summary>Altinity's operator of every ClickHouse in the cluster and of their keepers.</summary>
public sealed class ClickHouseOperator : PlatformService
{
    public const string Name = "clickhouse-operator";

    private static readonly string[] Watched = ["data", "observability"];

    private static readonly Footprint Operator = new(0.01m, 64);
    private static readonly Footprint Exporter = new(0.01m, 32);

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = Name,
        Namespace = ServiceNamespace.Data,
        Runs = stack => stack.Need(Name),
        MaySleep = false,
        Profile = _ => ProfileOf(),
        Build = context => new ClickHouseOperator(context),
    };

    public ClickHouseOperator(ServiceContext context)
        : base("infra:platform:ClickHouseOperator", Declaration, context)
    {
        var user = new SecretBundle(Name, new()
        {
            Home = Context.Secrets,
            Namespace = Namespace,
            Generated = new Dictionary<string, int> { ["password"] = 32 },
            Given = new Dictionary<string, Pulumi.Output<string>> { ["username"] = Pulumi.Output.Create("clickhouse_operator") },
        }, new() { Parent = this });

        Install(ChartPins.ClickHouseOperator, new
        {
            fullnameOverride = Name, // the operator looks for its password in the secret of this name
            secret = new { create = false },
            // Up to 0.27.3 the hook runs a shell, and its default image is gone from Docker Hub.
            crdHook = new
            {
                image = new { repository = $"{ImagePins.Kubectl.Registry}/{ImagePins.Kubectl.Repository}", tag = ImagePins.Kubectl.Tag },
                resources = Operator.Resources(256),
            },
            @operator = new { resources = Operator.Resources(256) },
            metrics = new { resources = Exporter.Resources(128) },
            configs = new
            {
                files = new Dictionary<string, object> { ["config.yaml"] = new { watch = new { namespaces = new { include = Watched } } } },
            },
        }, user);
        RegisterOutputs();
    }

    private static ServiceProfile ProfileOf() => new()
    {
        Software = Software.Of(ChartPins.ClickHouseOperator),
        Footprint = Operator + Exporter,
        Network = new()
        {
            From = [new(Peer.Everything("observability"), 8888, 9999)],
            To = [Flow.ToKubernetes, .. Watched.Select(watched => new Flow(Peer.Everything(watched), 8123, 9000, 2181))],
        },
        Backup = "none: it stores nothing; each ClickHouse has its own answer",
        Monitoring = "its deployment is available; the status of every ClickHouseInstallation",
        Probe = Probe.None("it serves no traffic; every ClickHouse that it runs is probed"),
        Upgrade = "change its version in Charts/ChartPins.cs; a hook of the chart upgrades the resource definitions",
        BlastRadius = "ClickHouse runs on, but nothing repairs or reconfigures it",
    };
}
