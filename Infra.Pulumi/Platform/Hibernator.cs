using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Rbac.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;

namespace Infra.Platform;

/// <summary>Scales services to zero and back at the times in the settings, from inside the cluster.</summary>
public sealed class Hibernator : PlatformService
{
    private static readonly Footprint Pod = new(0.01m, 64);

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = "hibernator",
        Namespace = ServiceNamespace.Platform,
        Runs = stack => stack.Settings.Hibernation.IsScheduled,
        MaySleep = false,
        Profile = _ => ProfileOf(),
        Build = context => new Hibernator(context),
    };

    public Hibernator(ServiceContext context)
        : base("infra:platform:Hibernator", Declaration, context)
    {
        var account = new ServiceAccount(ServiceName, new() { Metadata = Named(ServiceName, Namespace) }, new() { Parent = this });
        Resource[] needs = [account, .. context.Stack.SleepingNamespaces.Select(Allow)];
        Schedule("sleep", Settings.Hibernation.Sleep!.Text, needs);
        Schedule("wake", Settings.Hibernation.Wake!.Text, needs);
        RegisterOutputs();
    }

    private static ServiceProfile ProfileOf() => new()
    {
        Software = Software.Of(ImagePins.Kubectl),
        Footprint = Pod,
        Network = new() { From = [], To = [Flow.ToKubernetes] },
        Pods = PodSecurity.Restricted,
        Backup = "none: an annotation on each scaled object holds its replicas",
        Monitoring = "its last job succeeded: `kubectl -n platform get cronjob`",
        Probe = Probe.None("it is a job that runs twice a day"),
        Upgrade = "change its version in Charts/ImagePins.cs",
        BlastRadius = "services stay asleep until `./infra wake`; nothing else",
    };

    private RoleBinding Allow(string ns)
    {
        var role = new Role($"{ServiceName}-{ns}", new()
        {
            Metadata = Named(ServiceName, ns),
            Rules =
            {
                new PolicyRuleArgs { ApiGroups = { "apps" }, Resources = { "deployments", "statefulsets" }, Verbs = { "get", "list", "patch" } },
                new PolicyRuleArgs { ApiGroups = { "apps" }, Resources = { "deployments/scale", "statefulsets/scale" }, Verbs = { "get", "patch", "update" } },
            },
        }, new() { Parent = this });
        return new($"{ServiceName}-{ns}", new()
        {
            Metadata = Named(ServiceName, ns),
            RoleRef = new RoleRefArgs { ApiGroup = "rbac.authorization.k8s.io", Kind = "Role", Name = ServiceName },
            Subjects = { new SubjectArgs { Kind = "ServiceAccount", Name = ServiceName, Namespace = Namespace } },
        }, new() { Parent = this, DependsOn = { role } });
    }

    private void Schedule(string mode, string time, Resource[] needs) => _ = new ClusterJob($"{ServiceName}-{mode}", new()
    {
        Namespace = Namespace,
        Steps =
        [
            new()
            {
                Image = ImagePins.Kubectl,
                Command = ScriptText.Command("hibernate.sh"),
                Environment = new()
                {
                    Plain = new Dictionary<string, string>
                    {
                        ["HOME"] = "/tmp", // kubectl caches there what the API offers
                        ["MODE"] = mode,
                        ["NAMESPACES"] = string.Join(' ', Context.Stack.SleepingNamespaces),
                    },
                },
                Footprint = Pod,
            },
        ],
        To = Profile.Network.To,
        Schedule = new(time) { TimeZone = Settings.Hibernation.TimeZone },
        ServiceAccount = ServiceName,
        Retries = 4,
    }, new() { Parent = this, DependsOn = { needs } });

    private static ObjectMetaArgs Named(string name, string ns) => new() { Name = name, Namespace = ns };
}
