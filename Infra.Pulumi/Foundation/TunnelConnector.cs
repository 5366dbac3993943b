using Infra.Bricks;
using Infra.Charts;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Deployment = Pulumi.Kubernetes.Apps.V1.Deployment;

namespace Infra.Foundation;

public sealed record TunnelConnectorArgs
{
    public required string Namespace { get; init; }

    /// <summary>The secret whose key `token` says which tunnel this is an end of.</summary>
    public required string TokenSecret { get; init; }

    public required Footprint Resources { get; init; }

    public required int Replicas { get; init; }
}

/// <summary>The tunnel's end in the cluster. Ready once it is connected to Cloudflare.</summary>
public sealed class TunnelConnector(string name, TunnelConnectorArgs args, CustomResourceOptions? options = null)
    : Deployment(name, Compose(name, args), options)
{
    private const int MetricsPort = 2000;
    private const int Nobody = 65532; // the image's own user

    private static DeploymentArgs Compose(string name, TunnelConnectorArgs args) => new()
    {
        Metadata = new ObjectMetaArgs { Name = name, Namespace = args.Namespace },
        Spec = new DeploymentSpecArgs
        {
            Replicas = args.Replicas,
            Selector = Labels.Select(Labels.OfRelease(name)),
            Template = new PodTemplateSpecArgs
            {
                Metadata = new ObjectMetaArgs { Labels = Labels.OfRelease(name) },
                Spec = new PodSpecArgs
                {
                    AutomountServiceAccountToken = false,
                    PriorityClassName = Priorities.Platform,
                    SecurityContext = Unprivileged.Pod(Nobody, Nobody),
                    Containers = { Container(args) },
                },
            },
        },
    };

    private static ContainerArgs Container(TunnelConnectorArgs args) => new()
    {
        Name = "cloudflared",
        Image = ImagePins.Cloudflared.ToString(),
        Args = { "tunnel", "--no-autoupdate", "--metrics", $"0.0.0.0:{MetricsPort}", "run" },
        Env =
        {
            new EnvVarArgs
            {
                Name = "TUNNEL_TOKEN",
                ValueFrom = new EnvVarSourceArgs { SecretKeyRef = new SecretKeySelectorArgs { Name = args.TokenSecret, Key = "token" } },
            },
        },
        // A liveness probe on it would restart the connector whenever Cloudflare is away, which never helps.
        ReadinessProbe = new ProbeArgs
        {
            HttpGet = new HTTPGetActionArgs { Path = "/ready", Port = MetricsPort },
            PeriodSeconds = 5,
            FailureThreshold = 3,
        },
        Resources = new ResourceRequirementsArgs
        {
            Requests = { ["cpu"] = "10m", ["memory"] = $"{args.Resources.MemoryMiB}Mi" },
            Limits = { ["memory"] = "256Mi" },
        },
        SecurityContext = Unprivileged.ReadOnlyContainer(),
    };
}
