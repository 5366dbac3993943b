using System.Text.Json;

namespace Infra.Planning.Reviews;

/// <summary>What a change of the program does to one stack: the difference between the plans of base and head.</summary>
public sealed record StackReview
{
    public required string Stack { get; init; }

    /// <summary>Riskiest first.</summary>
    public IReadOnlyList<ResourceChange> Changes { get; init; } = [];

    public IReadOnlyList<SavedFinding> NewFindings { get; init; } = [];

    public int Findings { get; init; }

    public int ResolvedFindings { get; init; }

    /// <summary>Null for a new stack.</summary>
    public SavedBudget? BudgetBefore { get; init; }

    public SavedCost? CostBefore { get; init; }

    /// <summary>Null for a removed stack.</summary>
    public SavedBudget? Budget { get; init; }

    public SavedCost? Cost { get; init; }

    /// <summary>The highest risk of its changes, or null without changes.</summary>
    public Risk? HighestRisk => Changes.Count == 0 ? null : Changes.Min(change => change.Risk);

    public static StackReview Between(SavedPlan? before, SavedPlan? after)
    {
        var (old, now) = (Resources(before), Resources(after));
        var (oldRisks, newRisks) = (before is null ? null : new RiskClassifier(before), after is null ? null
            : new RiskClassifier(after));
        var gone = old.Values.Where(resource => !now.ContainsKey(resource.Urn)).Select(resource => Deleted(resource, oldRisks!));
        var come = now.Values.Where(resource => !old.ContainsKey(resource.Urn)).Select(Created);
        var changed = now.Values.Where(resource => old.ContainsKey(resource.Urn))
            .Select(resource => Changed(old[resource.Urn], resource, oldRisks!.HoldsData(old[resource.Urn])
            || newRisks!.HoldsData(resource)))
            .OfType<ResourceChange>();
        var known = before?.Findings.ToHashSet() ?? [];
        return new()
        {
            Stack = (after ?? before)!.Stack,
            Changes = [.. gone.Concat(come).Concat(changed).OrderBy(change => change.Risk).ThenBy(change => change.Kind)
                .ThenBy(change => change.ShortType, StringComparer.Ordinal)
                .ThenBy(change => change.Name, StringComparer.Ordinal)],
            NewFindings = [.. (after?.Findings ?? []).Where(finding => !known.Contains(finding))
                .OrderBy(finding => !finding.IsError)],
            Findings = after?.Findings.Count ?? 0,
            ResolvedFindings = known.Except(after?.Findings ?? []).Count(),
            BudgetBefore = before?.Budget,
            CostBefore = before?.Cost,
            Budget = after?.Budget,
            Cost = after?.Cost,
        };
    }

    private static ResourceChange Deleted(SavedResource resource, RiskClassifier risks)
    {
        var holdsData = risks.HoldsData(resource);
        return new(ChangeKind.Delete, holdsData ? Risk.Data : Of(resource), resource.Type, resource.Name)
        {
            Reason = !holdsData ? null : resource.RetainOnDelete ? "holds data; only removed from the state" : "holds data",
        };
    }

    private static ResourceChange Created(SavedResource resource) =>
        new(ChangeKind.Create, Of(resource), resource.Type, resource.Name);

    private static ResourceChange? Changed(SavedResource before, SavedResource after, bool holdsData)
    {
        var properties = PropertyChange.Between(before.Inputs, after.Inputs).ToList();
        var losesProtection = (before.Protect && !after.Protect) || (before.RetainOnDelete && !after.RetainOnDelete);
        if (properties.Count == 0 && before.Protect == after.Protect && before.RetainOnDelete == after.RetainOnDelete)
        {
            return null;
        }

        var cause = Replacements.CauseOf(after.Type, properties);
        return new(
            cause is null ? ChangeKind.Update : ChangeKind.Replace,
            losesProtection || (holdsData && cause is not null) ? Risk.Data : Of(after), after.Type, after.Name)
        {
            Reason = losesProtection ? "loses its protection" : holdsData ? "holds data" : null,
            Properties = [.. properties.OrderBy(property => property != cause), .. Options(before, after)],
        };
    }

    private static IEnumerable<PropertyChange> Options(SavedResource before, SavedResource after) =>
        new (string Name, bool Before, bool After)[] { ("protect", before.Protect, after.Protect),
            ("retainOnDelete", before.RetainOnDelete, after.RetainOnDelete) }
            .Where(option => option.Before != option.After)
            .Select(option => new PropertyChange(option.Name, JsonSerializer.Serialize(option.Before),
                JsonSerializer.Serialize(option.After)));

    private static Risk Of(SavedResource resource) => RiskClassifier.IsPublic(resource) ? Risk.Public : Risk.Ordinary;

    // A component only sums up its children.
    private static Dictionary<string, SavedResource> Resources(SavedPlan? plan) =>
        plan?.Resources.Where(resource => !resource.Component).DistinctBy(resource => resource.Urn)
            .ToDictionary(resource => resource.Urn) ?? [];
}
