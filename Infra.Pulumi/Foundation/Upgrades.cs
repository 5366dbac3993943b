using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Deployment = Pulumi.Kubernetes.Apps.V1.Deployment;

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
        var controller = new Deployment(ServiceName, Controller(ServiceName), new() { Parent = this, DependsOn = { rights, kind, policy } });

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

    private static DeploymentArgs Controller(string name) => new()
    {
        Metadata = new ObjectMetaArgs { Name = name, Namespace = Home },
        Spec = new DeploymentSpecArgs
        {
            Replicas = 1,
            Strategy = new DeploymentStrategyArgs { Type = "Recreate" }, // two at once would start two upgrades
            Selector = Labels.Select(Labels.OfRelease(name)),
            Template = new PodTemplateSpecArgs
            {
                Metadata = new ObjectMetaArgs { Labels = Labels.OfRelease(name) },
                Spec = new PodSpecArgs
                {
                    ServiceAccountName = Account,
                    PriorityClassName = Priorities.Platform,
                    NodeSelector = { ["node-role.kubernetes.io/control-plane"] = "true" }, // upgraded first, hence never in its own way
                    Tolerations = { new TolerationArgs { Operator = "Exists" } },
                    SecurityContext = Unprivileged.Pod(Unprivileged.Nobody, Unprivileged.Nobody),
                    Containers = { Container(name) },
                    Volumes = { new VolumeArgs { Name = "tmp", EmptyDir = new EmptyDirVolumeSourceArgs() } },
                },
            },
        },
    };

    private static ContainerArgs Container(string name) => new()
    {
        Name = "controller",
        Image = ImagePins.SystemUpgradeController.ToString(),
        Env =
        {
            new EnvVarArgs { Name = "SYSTEM_UPGRADE_CONTROLLER_NAME", Value = name },
            new EnvVarArgs { Name = "SYSTEM_UPGRADE_CONTROLLER_NAMESPACE", Value = Home },
            new EnvVarArgs { Name = "SYSTEM_UPGRADE_CONTROLLER_THREADS", Value = "2" },
            new EnvVarArgs { Name = "SYSTEM_UPGRADE_JOB_ACTIVE_DEADLINE_SECONDS", Value = "900" },
            new EnvVarArgs { Name = "SYSTEM_UPGRADE_JOB_BACKOFF_LIMIT", Value = "3" },
            new EnvVarArgs { Name = "SYSTEM_UPGRADE_JOB_IMAGE_PULL_POLICY", Value = "IfNotPresent" },
            new EnvVarArgs { Name = "SYSTEM_UPGRADE_JOB_KUBECTL_IMAGE", Value = ImagePins.Kubectl.ToString() },
            new EnvVarArgs { Name = "SYSTEM_UPGRADE_JOB_PRIVILEGED", Value = "true" },
            new EnvVarArgs { Name = "SYSTEM_UPGRADE_JOB_TTL_SECONDS_AFTER_FINISH", Value = "900" },
            new EnvVarArgs { Name = "SYSTEM_UPGRADE_PLAN_POLLING_INTERVAL", Value = "15m" },
        },
        Resources = new ResourceRequirementsArgs
        {
            Requests = { ["cpu"] = "10m", ["memory"] = $"{Pod.MemoryMiB}Mi" },
            Limits = { ["memory"] = "256Mi" },
        },
        SecurityContext = Unprivileged.Container(),
        VolumeMounts = { new VolumeMountArgs { Name = "tmp", MountPath = "/tmp" } },
    };
}
