using Infra.Bricks;
using Infra.Charts;

namespace Infra.Platform;

/// <summary>The operator that carries secrets between Vault and Kubernetes, both ways.</summary>
public sealed class ExternalSecrets : PlatformService
{
    private static readonly Footprint Controller = new(0.01m, 64);
    private static readonly Footprint Webhook = new(0.01m, 32);
    private static readonly Footprint Certificates = new(0.01m, 64);

    public ExternalSecrets(Ground ground)
        : base("infra:platform:ExternalSecrets", "external-secrets", Answers, ground)
    {
        Install(ChartPins.ExternalSecrets, new
        {
            resources = Controller.Resources(256),
            processClusterExternalSecret = false,
            processClusterPushSecret = false,
            processClusterGenerator = false,
            crds = new { createClusterExternalSecret = false, createClusterPushSecret = false, createClusterGenerator = false },
            webhook = new { resources = Webhook.Resources(96) },
            certController = new { resources = Certificates.Resources(256) },
        });
        RegisterOutputs();
    }

    private static ServiceProfile Answers => new()
    {
        Namespace = "platform",
        Software = Software.Of(ChartPins.ExternalSecrets),
        Footprint = Controller + Webhook + Certificates,
        Network = new() { From = [new(Peer.Nodes, 10250)], To = [Flow.ToKubernetes, new(Vault.Servers, Vault.Port)] },
        Backup = "none: it stores nothing; the secrets are in Vault, and in the engine's state that wrote them",
        Monitoring = "its deployments are available; the Ready condition of every ExternalSecret and PushSecret",
        Upgrade = "change its version in Charts/ChartPins.cs; the chart upgrades its own resource definitions",
        BlastRadius = "changed secrets do not arrive; those in place stay as they are",
    };
}
