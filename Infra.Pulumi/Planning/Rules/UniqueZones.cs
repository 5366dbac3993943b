namespace Infra.Planning.Rules;

/// <summary>The settings of a zone belong to one stack: two would revert each other at every update.</summary>
public static class UniqueZones
{
    private static readonly string[] OnePerZone = ["cloudflare:index/ruleset:Ruleset",
        "cloudflare:index/zoneSetting:ZoneSetting"];

    /// <summary>The plans, with a finding for every zone of two stacks.</summary>
    public static IReadOnlyList<Plan> Check(IReadOnlyList<Plan> plans)
    {
        var owners = plans.SelectMany(plan => ZonesOf(plan).Select(zone => (zone, plan.Stack)))
            .ToLookup(pair => pair.zone, pair => pair.Stack);
        return [.. plans.Select(plan => plan with { Findings = [.. plan.Findings, .. Conflicts(plan, owners)] })];
    }

    private static IEnumerable<string> ZonesOf(Plan plan) => plan.Resources
        .Where(resource => OnePerZone.Contains(resource.Type))
        .Select(resource => (string)resource.Inputs["zoneId"])
        .Distinct();

    private static IEnumerable<Finding> Conflicts(Plan plan, ILookup<string, string> owners) =>
        from zone in ZonesOf(plan)
        let others = owners[zone].Where(stack => stack != plan.Stack).ToList()
        where others.Count > 0
        select new Finding("unique-zones", Severity.Error, $"zone {zone}",
            $"is also configured by {string.Join(" and ", others)}",
            "set infra:edge.ownsZones: true in one stack only, usually prod");
}
