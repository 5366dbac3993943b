namespace Infra.Planning.Rules;

/// <summary>Within a stack, a host belongs to one service; the Kubernetes API has one too.</summary>
public static class DistinctHosts
{
    public static IEnumerable<Finding> Check(Plan plan) =>
        from owner in plan.Services.SelectMany(service => service.Exposed, (service, host) => (service.Name, host.Host))
            .Append(("the Kubernetes API", Bricks.Exposure.KubernetesApi.HostIn(plan.Settings)))
            .GroupBy(pair => pair.Item2, pair => pair.Item1)
        where owner.Count() > 1
        select new Finding("distinct-hosts", Severity.Error, owner.Key, $"belongs to {string.Join(" and ", owner)}",
            "choose another host for the application in infra:apps");
}
