using Infra.Planning.Reviews;
using Pulumi.Automation;

namespace Infra.Engine;

/// <summary>The result of an engine preview in the format of a review.</summary>
internal static class PreviewReport
{
    private const string OurComponents = "infra:"; // components only sum up their children

    public static SavedPreview Create(SavedPlan plan, Progress progress)
    {
        var risks = new RiskClassifier(plan);
        var planned = plan.Resources.DistinctBy(resource => resource.Urn).ToDictionary(resource => resource.Urn);
        return new()
        {
            Stack = plan.Stack,
            Summary = OperationSummary.Line("", progress, isPreview: true)[": ".Length..],
            Changes = [.. progress.Changes.Where(step => !step.Type.StartsWith(OurComponents, StringComparison.Ordinal))
                .Select(step => Of(step, planned.GetValueOrDefault(step.Urn), risks))
                .OrderBy(change => change.Risk).ThenBy(change => change.Kind)
                .ThenBy(change => change.Name, StringComparer.Ordinal)],
        };
    }

    private static ResourceChange Of(ResourceStep step, SavedResource? planned, RiskClassifier risks)
    {
        // A deleted resource is not in the plan: only its type is known.
        var resource = planned ?? new() { Urn = step.Urn, Type = step.Type, Name = step.Name };
        var kind = KindOf(step.Operation);
        var holdsData = kind is ChangeKind.Replace or ChangeKind.Delete && risks.HoldsData(resource);
        return new(kind, holdsData ? Risk.Data : RiskClassifier.IsPublic(resource) ? Risk.Public
            : Risk.Ordinary, step.Type, step.Name)
        {
            Reason = holdsData ? "holds data" : null,
        };
    }

    private static ChangeKind KindOf(OperationType operation) => operation switch
    {
        OperationType.Create or OperationType.Import => ChangeKind.Create,
        OperationType.Update => ChangeKind.Update,
        OperationType.Delete => ChangeKind.Delete,
        _ => ChangeKind.Replace,
    };
}
