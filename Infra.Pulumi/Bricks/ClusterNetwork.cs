namespace Infra.Bricks;

/// <summary>
/// The addresses inside the cluster. The first of each kind is k3s's own default; the second is added where hosts have IPv6,
/// and both are fixed for good when a cluster first starts.
/// </summary>
public static class ClusterNetwork
{
    /// <summary>Of pods, and of the nodes as pods see them.</summary>
    public static readonly IReadOnlyList<string> Pods = ["10.42.0.0/16", "fd00:10:42::/56"];

    public static readonly IReadOnlyList<string> Services = ["10.43.0.0/16", "fd00:10:43::/112"];
}
