using Infra.Bricks;
using Infra.Charts;

namespace Infra.Platform;

/// <summary>
/// Headlamp, the successor of the retired Kubernetes Dashboard. It has no rights of its own: whoever comes brings a token,
/// and sees what that token may see.
/// </summary>
public sealed class Dashboard : PlatformService
{
    private static readonly Footprint Pod = new(0.01m, 64);

    public Dashboard(Ground ground)
        : base("infra:platform:Dashboard", "dashboard", Answers, ground)
    {
        var release = Install(ChartPins.Headlamp, new
        {
            fullnameOverride = ServiceName,
            clusterRoleBinding = new { create = false }, // the chart would make everyone an administrator
            config = new { oidc = new { secret = new { create = false } } },
            resources = Pod.Resources(256),
        });

        Expose(new("kapi", 80, SignIn.Native), backend: ServiceName, after: release);
        RegisterOutputs();
    }

    private static ServiceProfile Answers => new()
    {
        Namespace = "platform",
        Software = Software.Of(ChartPins.Headlamp),
        Footprint = Pod,
        Network = new() { From = [new(Peer.Ingress, 4466)], To = [Flow.ToKubernetes] },
        Backup = "none: it stores nothing",
        Monitoring = "its host answers 200 on /",
        Upgrade = "change its version in Charts/ChartPins.cs",
        BlastRadius = "no dashboard; kubectl works without it",
    };
}
