namespace Infra.Settings;

/// <summary>The rules between the hosts of a stack, and between them and where the cluster comes from.</summary>
internal static class NodeRules
{
    public static IEnumerable<SettingProblem> Problems(string key, ClusterHost host, IReadOnlyList<NodeSettings> nodes)
    {
        if (host == ClusterHost.Nodes && !nodes.Any(node => node.Role == NodeRole.Server))
        {
            yield return new(key, "names no server", "list at least one host with `role: server`");
        }

        if (host == ClusterHost.Nodes && nodes.Count(node => node.Role == NodeRole.Server) is > 1 and not 3 and var servers)
        {
            yield return new(key, $"names {servers} servers, which hold no quorum", "let 1 or 3 nodes have `role: server`");
        }

        if (host != ClusterHost.Nodes && nodes.Count > 0)
        {
            yield return new(key, $"does not go with `infra:cluster.host: {SettingShape.Spell(host)}`", "remove the nodes, or write `host: nodes`");
        }

        foreach (var name in nodes.GroupBy(node => node.Name).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            yield return new(key, $"names `{name}` twice", "give every node a name of its own");
        }

        foreach (var address in nodes.GroupBy(node => node.Address).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            yield return new(key, $"uses the address {address} twice", "list every host once");
        }
    }
}
