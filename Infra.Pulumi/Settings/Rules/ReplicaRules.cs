namespace Infra.Settings.Rules;

/// <summary>The rules between the copies of a service and the nodes that they need.</summary>
internal static class ReplicaRules
{
    public static IEnumerable<SettingProblem> Problems(PlatformSettings settings)
    {
        // The nodes of an existing cluster are unknown here.
        if (settings.Cluster.Host == ClusterHost.Existing)
        {
            return [];
        }

        var nodes = settings.Cluster.Host == ClusterHost.Nodes ? settings.Nodes.Count : 1;
        return Copies(settings)
            .Where(copies => copies.Count > Math.Max(nodes, 1))
            .Select(copies => new SettingProblem(copies.Key,
                $"is {copies.Count}, but the cluster has {(nodes == 1 ? "1 node" : $"{nodes} nodes")}",
                "add nodes, or write 1"));
    }

    private static IEnumerable<(string Key, int Count)> Copies(PlatformSettings settings)
    {
        if (settings.Vault is { Enabled: true, Replicas: 3 })
        {
            yield return ("infra:vault.replicas", settings.Vault.Replicas);
        }

        if (settings.Postgres is { IsInCluster: true, Instances: <= 5 })
        {
            yield return ("infra:postgres.instances", settings.Postgres.Instances);
        }
    }
}
