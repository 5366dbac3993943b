using System.Globalization;

namespace Infra.Planning.Reviews;

/// <summary>Text of changes, shared by the terminal and the comment.</summary>
internal static class ChangeText
{
    public static string Verb(ChangeKind kind) => kind switch
    {
        ChangeKind.Replace => "replaces",
        ChangeKind.Delete => "deletes",
        ChangeKind.Update => "changes",
        _ => "creates",
    };

    /// <summary>"1 replaced, 3 changed, 2 new".</summary>
    public static string Counts(IEnumerable<ResourceChange> changes)
    {
        var counts = changes.GroupBy(change => change.Kind).OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {Counted(group.Key)}").ToList();
        return counts.Count == 0 ? "no change" : string.Join(", ", counts);
    }

    public static string Describe(PropertyChange change) => (change.Before, change.After) switch
    {
        (null, { } after) => $"{change.Path}: {after}",
        ({ } before, null) => $"{change.Path}: no longer {before}",
        var (before, after) => $"{change.Path}: {before} → {after}",
    };

    /// <summary>"6488 → 6512", or the one number when both are the same.</summary>
    public static string FromTo(decimal? before, decimal? after) =>
        before == after || before is null ? Number(after) : after is null ? $"{Number(before)} → none"
            : $"{Number(before)} → {Number(after)}";

    /// <summary>"6600 → 5640 of 32768 MiB, 1.8 → 1.5 cpu": memory always, the rest if it changes.</summary>
    public static string Budget(SavedBudget? before, SavedBudget? after)
    {
        var capacity = after?.Capacity is { } offered ? $" of {Number(offered.MemoryMiB)}" : "";
        var memory = $"{FromTo(before?.MemoryMiB, after?.MemoryMiB)}{capacity} MiB";
        return memory + (Differs(before?.Cpu, after?.Cpu) ? $", {FromTo(before?.Cpu, after?.Cpu)} cpu" : "")
            + (Differs(before?.DiskGiB, after?.DiskGiB) ? $", {FromTo(before?.DiskGiB, after?.DiskGiB)} GiB" : "");
    }

    private static bool Differs(decimal? before, decimal? after) => before is not null && after is not null && before != after;

    private static string Number(decimal? number) => number?.ToString("0.##", CultureInfo.InvariantCulture) ?? "none";

    private static string Counted(ChangeKind kind) => kind switch
    {
        ChangeKind.Replace => "replaced",
        ChangeKind.Delete => "deleted",
        ChangeKind.Update => "changed",
        _ => "new",
    };
}
