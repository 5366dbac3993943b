namespace Infra.Planning.Rules;

/// <summary>Two stacks never own one name: the later update would take it from the other.</summary>
public static class OneOwnerOfAHost
{
    /// <summary>The plans, each with a finding for every host that another of them owns too.</summary>
    public static IReadOnlyList<Plan> Check(IReadOnlyList<Plan> plans)
    {
        var owners = plans.SelectMany(plan => plan.Dns.Select(record => (record.Name, plan.Stack)))
            .Distinct()
            .ToLookup(pair => pair.Name, pair => pair.Stack);

        return [.. plans.Select(plan => plan with { Findings = [.. plan.Findings, .. Conflicts(plan, owners)] })];
    }

    private static IEnumerable<Finding> Conflicts(Plan plan, ILookup<string, string> owners) =>
        from name in plan.Dns.Select(record => record.Name).Distinct()
        let others = owners[name].Where(stack => stack != plan.Stack).ToList()
        where others.Count > 0
        select new Finding("one-owner-of-a-host", Severity.Error, name, $"belongs to {string.Join(" and ", others)} too",
            "give the stacks different prefixes: infra:domain.prefix");
}
