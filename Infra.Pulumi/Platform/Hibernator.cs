using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;
using Pulumi;
using Pulumi.Kubernetes.Batch.V1;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Rbac.V1;
using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;

namespace Infra.Platform;

/// <summary>Puts what may stop to sleep and wakes it up, at the times that the settings say, from inside the cluster.</summary>
public sealed class Hibernator : PlatformService
{
    private const string Home = "platform";
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
        var policy = new FlowPolicy($"{ServiceName}-flows", new() { Namespace = Home, Pods = Labels.OfRelease(ServiceName), Access = Profile.Network },
            new() { Parent = this });
        var account = new ServiceAccount(ServiceName, new() { Metadata = Named(ServiceName, Home) }, new() { Parent = this });
        List<Resource> needs = [policy, account, .. context.Stack.SleepingNamespaces.Select(Allow)];
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
        Backup = "none: how many replicas there were stands on what sleeps",
        Monitoring = "its last job has ended well: `kubectl -n platform get cronjob`",
        Probe = Probe.None("it is a job that runs twice a day"),
        Upgrade = "change its version in Charts/ImagePins.cs",
        BlastRadius = "what sleeps stays asleep until `./infra wake`; nothing else",
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
            Subjects = { new SubjectArgs { Kind = "ServiceAccount", Name = ServiceName, Namespace = Home } },
        }, new() { Parent = this, DependsOn = { role } });
    }

    private void Schedule(string mode, string time, List<Resource> needs) => _ = new CronJob($"{ServiceName}-{mode}", new()
    {
        Metadata = Named($"{ServiceName}-{mode}", Home),
        Spec = new CronJobSpecArgs
        {
            Schedule = time,
            TimeZone = Settings.Hibernation.TimeZone,
            ConcurrencyPolicy = "Forbid",
            SuccessfulJobsHistoryLimit = 1,
            FailedJobsHistoryLimit = 1,
            JobTemplate = new JobTemplateSpecArgs
            {
                Spec = new JobSpecArgs
                {
                    BackoffLimit = 4,
                    Template = new PodTemplateSpecArgs { Metadata = new ObjectMetaArgs { Labels = Labels.OfRelease(ServiceName) }, Spec = PodOf(mode) },
                },
            },
        },
    }, new() { Parent = this, DependsOn = { needs.ToArray() } });

    private PodSpecArgs PodOf(string mode) => new()
    {
        ServiceAccountName = ServiceName,
        RestartPolicy = "Never",
        SecurityContext = Unprivileged.Pod(Unprivileged.Nobody),
        Containers =
        {
            new ContainerArgs
            {
                Name = "kubectl",
                Image = ImagePins.Kubectl.ToString(),
                Command = { "/bin/sh", "-c", ScriptText.Read("hibernate.sh") },
                Env =
                {
                    new EnvVarArgs { Name = "MODE", Value = mode },
                    new EnvVarArgs { Name = "NAMESPACES", Value = string.Join(' ', Context.Stack.SleepingNamespaces) },
                    new EnvVarArgs { Name = "HOME", Value = "/tmp" }, // where kubectl keeps what it learnt of the API
                },
                Resources = new ResourceRequirementsArgs { Requests = { ["cpu"] = "10m", ["memory"] = "64Mi" }, Limits = { ["memory"] = "256Mi" } },
                SecurityContext = Unprivileged.Container(),
            },
        },
    };

    private static ObjectMetaArgs Named(string name, string ns) => new() { Name = name, Namespace = ns };
}
