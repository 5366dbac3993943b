using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;
using Pulumi;

namespace Infra.Foundation;

/// <summary>
/// Rancher's system-upgrade-controller: brings nodes to the k3s version of the settings, servers before agents and one at a time,
/// for three servers that restart at once have no quorum. On a single node the installer does it, and the program sees it end.
/// </summary>
public sealed class Upgrades : PlatformService
{
    public const string Home = "system-upgrade";

    private const string Account = "system-upgrade";
    private static readonly Footprint Pod = new(0.01m, 64);

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = "system-upgrade-controller",
        Namespace = new(Home, PodSecurity.Privileged) { IsOptional = true }, // its jobs replace the node's own k3s
        Runs = stack => stack.Settings.HasSeveralNodes,
        MaySleep = false,
        Profile = _ => ProfileOf(),
        Build = context => new Upgrades(context),
    };

    public Upgrades(ServiceContext context)
        : base("infra:foundation:Upgrades", Declaration, context)
    {
        var rights = new UpgradeRights($"{ServiceName}-rights", ServiceName, Account, new() { Parent = this });
        var kind = new KubernetesObject($"{ServiceName}-kind", UpgradePlan.Definition, new() { Parent = this });
        var policy = new FlowPolicy($"{ServiceName}-flows", new() { Namespace = Home, Pods = Labels.OfRelease(ServiceName), Access = Profile.Network },
            new() { Parent = this });
        var controller = new Workload(ServiceName, ControllerOf(ServiceName), new() { Parent = this, DependsOn = { rights, kind, policy } });

        var version = context.Settings.Cluster.Version;
        var servers = new UpgradePlan("server-plan", new() { Namespace = Home, Account = Account, Version = version, Role = NodeRole.Server },
            new() { Parent = this, DependsOn = { controller } });
        if (context.Settings.Nodes.Any(node => node.Role == NodeRole.Agent))
        {
            _ = new UpgradePlan("agent-plan", new() { Namespace = Home, Account = Account, Version = version, Role = NodeRole.Agent, After = "server-plan" },
                new() { Parent = this, DependsOn = { servers } });
        }

        RegisterOutputs();
    }

    private static ServiceProfile ProfileOf() => new()
    {
        Software = Software.Of(ImagePins.SystemUpgradeController),
        Footprint = Pod,
        Network = new() { From = [], To = [Flow.ToKubernetes] },
        Pods = PodSecurity.Privileged, // its jobs replace the node's own k3s
        Backup = "none: its plans are this program's",
        Monitoring = "both plans Complete; no node cordoned for longer than an upgrade takes",
        Probe = Probe.None("it serves no traffic; restarts and memory of its pod are watched"),
        Upgrade = "change its version in Charts/ImagePins.cs",
        BlastRadius = "no upgrades; nodes keep the version they have",
    };

    private static WorkloadArgs ControllerOf(string name) => new()
    {
        Namespace = Home,
        Service = name,
        Image = ImagePins.SystemUpgradeController,
        Environment = new()
        {
            Plain = new Dictionary<string, string>
            {
                ["SYSTEM_UPGRADE_CONTROLLER_NAME"] = name,
                ["SYSTEM_UPGRADE_CONTROLLER_NAMESPACE"] = Home,
                ["SYSTEM_UPGRADE_CONTROLLER_THREADS"] = "2",
                ["SYSTEM_UPGRADE_JOB_ACTIVE_DEADLINE_SECONDS"] = "900",
                ["SYSTEM_UPGRADE_JOB_BACKOFF_LIMIT"] = "3",
                ["SYSTEM_UPGRADE_JOB_IMAGE_PULL_POLICY"] = "IfNotPresent",
                ["SYSTEM_UPGRADE_JOB_KUBECTL_IMAGE"] = ImagePins.Kubectl.ToString(),
                ["SYSTEM_UPGRADE_JOB_PRIVILEGED"] = "true",
                ["SYSTEM_UPGRADE_JOB_TTL_SECONDS_AFTER_FINISH"] = "900",
                ["SYSTEM_UPGRADE_PLAN_POLLING_INTERVAL"] = "15m",
            },
        },
        Folders = [PodFolder.Empty("tmp", "/tmp")],
        Health = null,
        Footprint = Pod,
        MemoryLimitMiB = 256,
        RunsAlone = true, // two at once would start two upgrades
        RunsOnServers = true, // upgraded first, so that it is never in its own way
        ServiceAccount = Account,
        Priority = Priorities.Platform,
        Security = Unprivileged.Pod(Unprivileged.Nobody, Unprivileged.Nobody),
        HasReadOnlyRoot = false,
    };
}
