using System.Globalization;

namespace Infra.Planning.Reviews;

/// <summary>Changes in words, the same in a terminal and in a comment.</summary>
internal static class ReviewWords
{
    public static string Doing(ChangeKind kind) => kind switch
    {
        ChangeKind.Replace => "replaces",
        ChangeKind.Delete => "deletes",
        ChangeKind.Update => "changes",
        _ => "creates",
    };

    /// <summary>"1 replaced, 3 changed, 2 new".</summary>
    public static string Counts(IEnumerable<ResourceChange> changes)
    {
        var counts = changes.GroupBy(change => change.Kind).OrderBy(group => group.Key).Select(group => $"{group.Count()} {Counted(group.Key)}").ToList();
        return counts.Count == 0 ? "no change" : string.Join(", ", counts);
    }

    public static string Text(PropertyChange change) => (change.Before, change.After) switch
    {
        (null, { } after) => $"{change.Path}: {after}",
        ({ } before, null) => $"{change.Path}: no longer {before}",
        var (before, after) => $"{change.Path}: {before} → {after}",
    };

    /// <summary>"6488 → 6512", or the one number when both are the same.</summary>
    public static string Moved(decimal? before, decimal? after) =>
        before == after || before is null ? Number(after) : after is null ? $"{Number(before)} → none" : $"{Number(before)} → {Number(after)}";

    /// <summary>"6600 → 5640 of 32768 MiB, 1.8 → 1.5 cpu": memory always, the rest where it moves.</summary>
    public static string Budget(WrittenBudget? before, WrittenBudget? after)
    {
        var memory = $"{Moved(before?.MemoryMiB, after?.MemoryMiB)}{(after?.Capacity is { } capacity ? $" of {Number(capacity.MemoryMiB)}" : "")} MiB";
        return memory + (Moves(before?.Cpu, after?.Cpu) ? $", {Moved(before?.Cpu, after?.Cpu)} cpu" : "")
            + (Moves(before?.DiskGiB, after?.DiskGiB) ? $", {Moved(before?.DiskGiB, after?.DiskGiB)} GiB" : "");
    }

    private static bool Moves(decimal? before, decimal? after) => before is not null && after is not null && before != after;

    private static string Number(decimal? number) => number?.ToString("0.##", CultureInfo.InvariantCulture) ?? "none";

    private static string Counted(ChangeKind kind) => kind switch
    {
        ChangeKind.Replace => "replaced",
        ChangeKind.Delete => "deleted",
        ChangeKind.Update => "changed",
        _ => "new",
    };
}
