using Infra.Bricks;
using Infra.Charts;

namespace Infra.Platform;

/// <summary>The operator that carries secrets between Vault and Kubernetes, both ways.</summary>
public sealed class ExternalSecrets : PlatformService
{
    public const string Name = "external-secrets";

    private static readonly Footprint Controller = new(0.01m, 64);
    private static readonly Footprint Webhook = new(0.01m, 32);
    private static readonly Footprint Certificates = new(0.01m, 64);

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = Name,
        Namespace = ServiceNamespace.Platform,
        Runs = stack => stack.Need(Name),
        MaySleep = false,
        Profile = _ => ProfileOf(),
        Build = context => new ExternalSecrets(context),
    };

    public ExternalSecrets(ServiceContext context)
        : base("infra:platform:ExternalSecrets", Declaration, context)
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

    private static ServiceProfile ProfileOf() => new()
    {
        Software = Software.Of(ChartPins.ExternalSecrets),
        Footprint = Controller + Webhook + Certificates,
        Network = new() { From = [new(Peer.Nodes, 10250)], To = [Flow.ToKubernetes, new(Vault.Servers, Vault.Port)] },
        Backup = "none: it stores nothing; the secrets are in Vault, and in the engine's state that wrote them",
        Monitoring = "its deployments are available; the Ready condition of every ExternalSecret and PushSecret",
        Probe = Probe.None("it serves no traffic; restarts and memory of its pods are watched"),
        Upgrade = "change its version in Charts/ChartPins.cs; the chart upgrades its own resource definitions",
        BlastRadius = "changed secrets do not arrive; those in place stay as they are",
    };
}
