using Infra.Charts;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Bricks;

public sealed record WorkloadArgs
{
    public required string Namespace { get; init; }

    /// <summary>The service that it is a part of; its flows select by this.</summary>
    public required string Service { get; init; }

    public required Image Image { get; init; }

    public required int Port { get; init; }

    /// <summary>Answers 2xx while it is well.</summary>
    public required string HealthPath { get; init; }

    public required Footprint Footprint { get; init; }

    public required int MemoryLimitMiB { get; init; }

    /// <summary>In place of the image's own command.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    public PodEnvironment Environment { get; init; } = new();
}

/// <summary>A program without state that has no chart: its pods and the service in front of them. Ready when it answers.</summary>
public sealed class Workload : ComponentResource
{
    public Workload(string name, WorkloadArgs args, ComponentResourceOptions? options = null)
        : base("infra:bricks:Workload", name, options)
    {
        var labels = new Dictionary<string, string>
        {
            ["app.kubernetes.io/instance"] = args.Service,
            ["app.kubernetes.io/name"] = name,
        };
        Deployment = new Pulumi.Kubernetes.Apps.V1.Deployment(name, new()
        {
            Metadata = new ObjectMetaArgs { Name = name, Namespace = args.Namespace, Labels = labels },
            Spec = new DeploymentSpecArgs
            {
                Replicas = 1,
                Selector = Labels.Select(labels),
                Template = new PodTemplateSpecArgs { Metadata = new ObjectMetaArgs { Labels = labels }, Spec = PodOf(args) },
            },
        }, new() { Parent = this });

        _ = new Pulumi.Kubernetes.Core.V1.Service(name, new()
        {
            Metadata = new ObjectMetaArgs { Name = name, Namespace = args.Namespace, Labels = labels },
            Spec = new ServiceSpecArgs
            {
                Selector = labels,
                Ports = { new ServicePortArgs { Name = "http", Port = args.Port, TargetPort = args.Port } },
            },
        }, new() { Parent = this, DependsOn = { Deployment } });
        RegisterOutputs();
    }

    public Pulumi.Kubernetes.Apps.V1.Deployment Deployment { get; }

    private static PodSpecArgs PodOf(WorkloadArgs args) => new()
    {
        AutomountServiceAccountToken = false,
        EnableServiceLinks = false,
        SecurityContext = new PodSecurityContextArgs { SeccompProfile = new SeccompProfileArgs { Type = "RuntimeDefault" } },
        Containers =
        {
            new ContainerArgs
            {
                Name = "main",
                Image = args.Image.ToString(),
                Command = [.. args.Command.Select(word => (Input<string>)word)],
                Env = args.Environment.ToInput(),
                Ports = { new ContainerPortArgs { Name = "http", ContainerPortValue = args.Port } },
                // A first start may bring a database up to date.
                StartupProbe = ProbeOf(args, failures: 60),
                ReadinessProbe = ProbeOf(args, failures: 3),
                LivenessProbe = ProbeOf(args, failures: 6),
                Resources = new ResourceRequirementsArgs
                {
                    Requests = { ["cpu"] = $"{(int)(args.Footprint.Cpu * 1000)}m", ["memory"] = $"{args.Footprint.MemoryMiB}Mi" },
                    Limits = { ["memory"] = $"{args.MemoryLimitMiB}Mi" },
                },
                SecurityContext = Unprivileged.Container(),
            },
        },
    };

    private static ProbeArgs ProbeOf(WorkloadArgs args, int failures) => new()
    {
        HttpGet = new HTTPGetActionArgs { Path = args.HealthPath, Port = args.Port },
        PeriodSeconds = 10,
        TimeoutSeconds = 5,
        FailureThreshold = failures,
    };
}
