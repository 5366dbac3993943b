namespace Infra.Settings.Rules;

/// <summary>The rules between the hosts of a stack, and between them and the kind of cluster.</summary>
internal static class NodeRules
{
    private const string Key = "infra:nodes";

    public static IEnumerable<SettingProblem> Problems(PlatformSettings settings) => settings.Cluster.Host switch
    {
        ClusterHost.Nodes => [.. Servers(settings.Nodes), .. Duplicates(settings.Nodes)],
        var host => [.. Unused(host, settings.Nodes), .. Rented(settings)],
    };

    private static IEnumerable<SettingProblem> Servers(IReadOnlyList<NodeSettings> nodes)
    {
        var servers = nodes.Count(node => node.Role == NodeRole.Server);
        if (servers == 0)
        {
            yield return new(Key, "names no server", "list at least one host with `role: server`");
        }
        else if (servers is not (1 or 3))
        {
            yield return new(Key, $"names {servers} servers, but etcd needs an odd number for a quorum",
                "set `role: server` on 1 or 3 nodes");
        }
    }

    private static IEnumerable<SettingProblem> Duplicates(IReadOnlyList<NodeSettings> nodes)
    {
        foreach (var name in Repeated(nodes.Select(node => node.Name.Text)))
        {
            yield return new(Key, $"names `{name}` twice", "give each node a unique name");
        }

        var addresses = nodes.SelectMany(node => new[] { node.Address, node.AddressV6 }).OfType<Texts.IpAddress>()
            .Select(address => address.Text);
        foreach (var address in Repeated(addresses))
        {
            yield return new(Key, $"uses the address {address} twice", "list each host once");
        }
    }

    private static IEnumerable<SettingProblem> Unused(ClusterHost host, IReadOnlyList<NodeSettings> nodes)
    {
        if (nodes.Count > 0)
        {
            yield return new(Key, $"conflicts with `infra:cluster.host: {Reading.SettingShape.Spell(host)}`",
                "remove the nodes, or write `host: nodes`");
        }
    }

    private static IEnumerable<SettingProblem> Rented(PlatformSettings settings)
    {
        if (settings.Cluster.Host == ClusterHost.Lightsail && settings.Lightsail is null)
        {
            yield return new("infra:lightsail", "is missing",
                "add the server's `size`, which `infra:cluster.host: lightsail` needs");
        }
    }

    private static IEnumerable<string> Repeated(IEnumerable<string> texts) =>
        texts.GroupBy(text => text).Where(group => group.Count() > 1).Select(group => group.Key);
}
