using Infra.Bricks;
using Infra.Settings;
using Pulumi;

namespace Infra.Foundation;

/// <summary>
/// What k3s must be told so that pods have IPv6 too: both networks of each kind on servers, both addresses on every node. It holds
/// from a cluster's first start on; k3s refuses to change it later.
/// </summary>
public static class NodeNetwork
{
    /// <summary>Lines for k3s's configuration; none where hosts have no IPv6, for k3s's own defaults are right then.</summary>
    public static Output<string> ConfigOf(Node node, PlatformSettings settings)
    {
        if (!settings.IsDualStack)
        {
            return Output.Create("");
        }

        var cluster = node.Role == NodeRole.Agent ? "" : $"""

            cluster-cidr: "{string.Join(',', ClusterNetwork.Pods)}"
            service-cidr: "{string.Join(',', ClusterNetwork.Services)}"
            flannel-ipv6-masq: true
            """;
        return Output.Format($"node-ip: \"{node.Machine.Address!},{node.AddressV6!.Text}\"{cluster}");
    }
}
