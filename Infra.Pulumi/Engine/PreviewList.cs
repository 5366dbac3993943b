using Pulumi.Automation;

namespace Infra.Engine;

/// <summary>The changes of a preview in few lines: each deletion and replacement, the rest by name or counted.</summary>
public static class PreviewList
{
    private const int MaxNamed = 40;

    public static IEnumerable<string> Lines(Progress progress)
    {
        var changes = progress.Changes.OrderBy(step => step.Group, StringComparer.Ordinal).ToList();
        var (kept, removed) = (changes.Where(step => !IsDestructive(step)).ToList(), changes.Where(IsDestructive));
        return [.. removed.Select(Line), .. kept.Count <= MaxNamed ? kept.Select(Line)
            : kept.GroupBy(step => step.Group).Select(Line)];
    }

    private static bool IsDestructive(ResourceStep step) =>
        step.Operation is not (OperationType.Create or OperationType.Update or OperationType.Import);

    private static string Line(ResourceStep step) =>
        $"  {OperationLabels.Count(step.Operation, isPreview: true),-12} {step.Name} ({step.Type})";

    private static string Line(IGrouping<string, ResourceStep> group)
    {
        var counts = group.GroupBy(step => step.Operation).OrderBy(steps => steps.Key)
            .Select(steps => $"{steps.Count()} {OperationLabels.Count(steps.Key, isPreview: true)}");
        return $"  {UrnParts.NameOf(group.Key)} ({UrnParts.TypeOf(group.Key)}): {string.Join(", ", counts)}";
    }
}
