using Infra.Planning.Reviews;
using Pulumi.Automation;

namespace Infra.Engine;

/// <summary>What the engine said in a preview, in the words of a review.</summary>
internal static class Previews
{
    private const string OurComponents = "infra:"; // only the sums of their children

    public static WrittenPreview Of(WrittenPlan plan, Progress progress)
    {
        var risks = new Risks(plan);
        var planned = plan.Resources.DistinctBy(resource => resource.Urn).ToDictionary(resource => resource.Urn);
        return new()
        {
            Stack = plan.Stack,
            Summary = Summary.Line("", progress, isPreview: true)[": ".Length..],
            Changes = [.. progress.Changes.Where(step => !step.Type.StartsWith(OurComponents, StringComparison.Ordinal)).Select(step => Of(step, planned.GetValueOrDefault(step.Urn), risks))
                .OrderBy(change => change.Risk).ThenBy(change => change.Kind).ThenBy(change => change.Name, StringComparer.Ordinal)],
        };
    }

    private static ResourceChange Of(Step step, WrittenResource? planned, Risks risks)
    {
        // What goes is in no plan any more: its type alone must tell.
        var resource = planned ?? new() { Urn = step.Urn, Type = step.Type, Name = step.Name };
        var kind = KindOf(step.Operation);
        var holdsData = kind is ChangeKind.Replace or ChangeKind.Delete && risks.HoldsData(resource);
        return new(kind, holdsData ? Risk.Data : Risks.IsPublic(resource) ? Risk.Public : Risk.Ordinary, step.Type, step.Name)
        {
            Why = holdsData ? "holds data" : null,
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
