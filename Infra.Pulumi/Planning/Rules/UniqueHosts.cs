namespace Infra.Planning.Rules;

/// <summary>A host name belongs to one stack: a second one would take it over.</summary>
public static class UniqueHosts
{
    /// <summary>The plans, with a finding for every host of two stacks.</summary>
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
        select new Finding("unique-hosts", Severity.Error, name, $"also belongs to {string.Join(" and ", others)}",
            "give the stacks different prefixes: infra:domain.prefix");
}
