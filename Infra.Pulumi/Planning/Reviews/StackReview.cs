using System.Text.Json;

namespace Infra.Planning.Reviews;

/// <summary>What a change of the program makes of one stack: the plan of the base held against the plan of the head.</summary>
public sealed record StackReview
{
    public required string Stack { get; init; }

    /// <summary>The riskiest first.</summary>
    public IReadOnlyList<ResourceChange> Changes { get; init; } = [];

    public IReadOnlyList<WrittenFinding> NewFindings { get; init; } = [];

    public int Findings { get; init; }

    public int FindingsGone { get; init; }

    /// <summary>Null where the stack is new.</summary>
    public WrittenBudget? BudgetBefore { get; init; }

    public WrittenCost? CostBefore { get; init; }

    /// <summary>Null where the stack is gone.</summary>
    public WrittenBudget? Budget { get; init; }

    public WrittenCost? Cost { get; init; }

    /// <summary>The riskiest that it has, or null where nothing changes.</summary>
    public Risk? Worst => Changes.Count == 0 ? null : Changes.Min(change => change.Risk);

    public static StackReview Between(WrittenPlan? before, WrittenPlan? after)
    {
        var (old, now) = (Resources(before), Resources(after));
        var (oldRisks, newRisks) = (before is null ? null : new Risks(before), after is null ? null : new Risks(after));
        var gone = old.Values.Where(resource => !now.ContainsKey(resource.Urn)).Select(resource => Deleted(resource, oldRisks!));
        var come = now.Values.Where(resource => !old.ContainsKey(resource.Urn)).Select(Created);
        var changed = now.Values.Where(resource => old.ContainsKey(resource.Urn))
            .Select(resource => Changed(old[resource.Urn], resource, oldRisks!.HoldsData(old[resource.Urn]) || newRisks!.HoldsData(resource)))
            .OfType<ResourceChange>();
        var known = before?.Findings.ToHashSet() ?? [];
        return new()
        {
            Stack = (after ?? before)!.Stack,
            Changes = [.. gone.Concat(come).Concat(changed).OrderBy(change => change.Risk).ThenBy(change => change.Kind)
                .ThenBy(change => change.ShortType, StringComparer.Ordinal).ThenBy(change => change.Name, StringComparer.Ordinal)],
            NewFindings = [.. (after?.Findings ?? []).Where(finding => !known.Contains(finding)).OrderBy(finding => !finding.IsError)],
            Findings = after?.Findings.Count ?? 0,
            FindingsGone = known.Except(after?.Findings ?? []).Count(),
            BudgetBefore = before?.Budget,
            CostBefore = before?.Cost,
            Budget = after?.Budget,
            Cost = after?.Cost,
        };
    }

    private static ResourceChange Deleted(WrittenResource resource, Risks risks)
    {
        var holdsData = risks.HoldsData(resource);
        return new(ChangeKind.Delete, holdsData ? Risk.Data : Of(resource), resource.Type, resource.Name)
        {
            Why = !holdsData ? null : resource.RetainOnDelete ? "holds data; is forgotten and stays behind" : "holds data",
        };
    }

    private static ResourceChange Created(WrittenResource resource) => new(ChangeKind.Create, Of(resource), resource.Type, resource.Name);

    private static ResourceChange? Changed(WrittenResource before, WrittenResource after, bool holdsData)
    {
        var properties = PropertyChange.Between(before.Inputs, after.Inputs).ToList();
        var bare = (before.Protect && !after.Protect) || (before.RetainOnDelete && !after.RetainOnDelete);
        if (properties.Count == 0 && before.Protect == after.Protect && before.RetainOnDelete == after.RetainOnDelete)
        {
            return null;
        }

        var cause = Replacements.CauseOf(after.Type, properties);
        return new(
            cause is null ? ChangeKind.Update : ChangeKind.Replace,
            bare || (holdsData && cause is not null) ? Risk.Data : Of(after), after.Type, after.Name)
        {
            Why = bare ? "loses its protection" : holdsData ? "holds data" : null,
            Properties = [.. properties.OrderBy(property => property != cause), .. Options(before, after)],
        };
    }

    private static IEnumerable<PropertyChange> Options(WrittenResource before, WrittenResource after) =>
        new (string Name, bool Before, bool After)[] { ("protect", before.Protect, after.Protect), ("retainOnDelete", before.RetainOnDelete, after.RetainOnDelete) }
            .Where(option => option.Before != option.After)
            .Select(option => new PropertyChange(option.Name, JsonSerializer.Serialize(option.Before), JsonSerializer.Serialize(option.After)));

    private static Risk Of(WrittenResource resource) => Risks.IsPublic(resource) ? Risk.Public : Risk.Ordinary;

    // A component is only the sum of its children.
    private static Dictionary<string, WrittenResource> Resources(WrittenPlan? plan) =>
        plan?.Resources.Where(resource => !resource.Component).DistinctBy(resource => resource.Urn).ToDictionary(resource => resource.Urn) ?? [];
}
