namespace Infra.Planning.Rules;

/// <summary>What a zone has only one of is one stack's to set: two would undo each other's settings at every update.</summary>
public static class OneOwnerOfAZone
{
    private static readonly string[] OnePerZone = ["cloudflare:index/ruleset:Ruleset", "cloudflare:index/zoneSetting:ZoneSetting"];

    /// <summary>The plans, each with a finding for every zone that another of them sets too.</summary>
    public static IReadOnlyList<Plan> Check(IReadOnlyList<Plan> plans)
    {
        var owners = plans.SelectMany(plan => ZonesOf(plan).Select(zone => (zone, plan.Stack))).ToLookup(pair => pair.zone, pair => pair.Stack);
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
        select new Finding("one-owner-of-a-zone", Severity.Error, $"zone {zone}", $"is set by {string.Join(" and ", others)} too",
            "let one stack have infra:edge.ownsZones: true, usually prod");
}
