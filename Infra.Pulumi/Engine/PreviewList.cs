using Pulumi.Automation;

namespace Infra.Engine;

/// <summary>What a preview found, in as many lines as a person reads: each deletion and replacement, the rest by name or counted.</summary>
public static class PreviewList
{
    private const int MostNamed = 40;

    public static IEnumerable<string> Lines(Progress progress)
    {
        var changes = progress.Changes.OrderBy(step => step.Group, StringComparer.Ordinal).ToList();
        var (lasting, going) = (changes.Where(step => !TakesAway(step)).ToList(), changes.Where(TakesAway));
        return [.. going.Select(Line), .. lasting.Count <= MostNamed ? lasting.Select(Line) : lasting.GroupBy(step => step.Group).Select(Line)];
    }

    private static bool TakesAway(Step step) => step.Operation is not (OperationType.Create or OperationType.Update or OperationType.Import);

    private static string Line(Step step) => $"  {Words.Counted(step.Operation, isPreview: true),-12} {step.Name} ({step.Type})";

    private static string Line(IGrouping<string, Step> group)
    {
        var counts = group.GroupBy(step => step.Operation).OrderBy(steps => steps.Key).Select(steps => $"{steps.Count()} {Words.Counted(steps.Key, isPreview: true)}");
        return $"  {Urns.NameOf(group.Key)} ({Urns.TypeOf(group.Key)}): {string.Join(", ", counts)}";
    }
}
