using Infra.Charts;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Deployment = Pulumi.Kubernetes.Apps.V1.Deployment;

namespace Infra.Bricks;

public sealed record WorkloadArgs
{
    public required string Namespace { get; init; }

    /// <summary>The service that it is a part of; its flows select by this.</summary>
    public required string Service { get; init; }

    public required Image Image { get; init; }

    /// <summary>None for a program whose only sign of health is that it runs.</summary>
    public required WorkloadHealth? Health { get; init; }

    public required Footprint Footprint { get; init; }

    public required int MemoryLimitMiB { get; init; }

    /// <summary>The port that others connect to; none means that it serves no traffic.</summary>
    public int? Port { get; init; }

    /// <summary>The port of the Kubernetes service, where it differs.</summary>
    public int? ServicePort { get; init; }

    public int Replicas { get; init; } = 1;

    /// <summary>Whether the old pod must end before the new one starts.</summary>
    public bool RunsAlone { get; init; }

    /// <summary>In place of the image's own command.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>In place of the image's own arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    public PodEnvironment Environment { get; init; } = new();

    public IReadOnlyList<PodFolder> Folders { get; init; } = [];

    /// <summary>The account that it calls Kubernetes with; none means that it does not.</summary>
    public string? ServiceAccount { get; init; }

    public string? Priority { get; init; }

    /// <summary>Whether it runs on servers alone, whatever their taints.</summary>
    public bool RunsOnServers { get; init; }

    /// <summary>The strictest is the default; an image that cannot take it says less.</summary>
    public PodSecurityContextArgs Security { get; init; } = Unprivileged.Pod();

    /// <summary>Whether it writes to its folders alone.</summary>
    public bool HasReadOnlyRoot { get; init; } = true;
}

/// <summary>A stateless program without a chart: its pods and the Kubernetes service in front of them. Ready when it answers.</summary>
public sealed class Workload : ComponentResource
{
    public Workload(string name, WorkloadArgs args, ComponentResourceOptions? options = null)
        : base("infra:bricks:Workload", name, options)
    {
        var labels = LabelsOf(name, args);
        Deployment = new Deployment(name, new()
        {
            Metadata = new ObjectMetaArgs { Name = name, Namespace = args.Namespace, Labels = labels },
            Spec = SpecOf(args, labels),
        }, new() { Parent = this });

        if (args.Port is { } port)
        {
            _ = new Service(name, new()
            {
                Metadata = new ObjectMetaArgs { Name = name, Namespace = args.Namespace, Labels = labels },
                Spec = new ServiceSpecArgs
                {
                    Selector = labels,
                    Ports = { new ServicePortArgs { Name = "http", Port = args.ServicePort ?? port, TargetPort = port } },
                },
            }, new() { Parent = this, DependsOn = { Deployment } });
        }

        RegisterOutputs();
    }

    public Deployment Deployment { get; }

    private static Dictionary<string, string> LabelsOf(string name, WorkloadArgs args) =>
        new(Labels.OfRelease(args.Service)) { ["app.kubernetes.io/name"] = name };

    private static DeploymentSpecArgs SpecOf(WorkloadArgs args, Dictionary<string, string> labels)
    {
        var spec = new DeploymentSpecArgs
        {
            Replicas = args.Replicas,
            Selector = Labels.Select(labels),
            Template = new PodTemplateSpecArgs { Metadata = new ObjectMetaArgs { Labels = labels }, Spec = PodOf(args) },
        };
        if (args.RunsAlone)
        {
            spec.Strategy = new DeploymentStrategyArgs { Type = "Recreate" };
        }

        return spec;
    }

    private static PodSpecArgs PodOf(WorkloadArgs args)
    {
        var pod = new PodSpecArgs
        {
            AutomountServiceAccountToken = args.ServiceAccount is not null,
            EnableServiceLinks = false,
            SecurityContext = args.Security,
            Containers = { ContainerOf(args) },
            Volumes = args.Folders.Select(folder => folder.Volume).ToArray(),
        };
        if (args.ServiceAccount is { } account)
        {
            pod.ServiceAccountName = account;
        }

        if (args.Priority is { } priority)
        {
            pod.PriorityClassName = priority;
        }

        if (args.RunsOnServers)
        {
            pod.NodeSelector.Add("node-role.kubernetes.io/control-plane", "true");
            pod.Tolerations.Add(new TolerationArgs { Operator = "Exists" });
        }

        return pod;
    }

    private static ContainerArgs ContainerOf(WorkloadArgs args)
    {
        var container = new ContainerArgs
        {
            Name = "main",
            Image = args.Image.ToString(),
            Command = args.Command.ToArray(),
            Args = args.Arguments.ToArray(),
            Env = args.Environment.ToInput(),
            Resources = args.Footprint.Requirements(args.MemoryLimitMiB),
            SecurityContext = args.HasReadOnlyRoot ? Unprivileged.ReadOnlyContainer() : Unprivileged.Container(),
            VolumeMounts = args.Folders.Select(folder => folder.Mount).ToArray(),
        };
        if (args.Port is { } port)
        {
            container.Ports.Add(new ContainerPortArgs { Name = "http", ContainerPortValue = port });
        }

        args.Health?.AddTo(container);
        return container;
    }
}
