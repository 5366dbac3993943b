using System.Globalization;
using Infra.Bricks;

namespace Infra.Planning;

/// <summary>Text that all readable formats of a plan share.</summary>
internal static class PlanText
{
    public static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Count(int number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many ?? $"{one}s")}");

    /// <summary>`Release` of `kubernetes:helm.sh/v3:Release`.</summary>
    public static string ShortType(string type) => type[(type.LastIndexOf(':') + 1)..];

    public static string Label(Severity severity) => severity == Severity.Error ? "error" : "warning";

    /// <summary>"1 error, 2 warnings", or "no findings".</summary>
    public static string Findings(Plan plan)
    {
        var counts = plan.Findings.GroupBy(finding => finding.Severity).OrderBy(group => group.Key)
            .Select(group => Count(group.Count(), Label(group.Key)));
        return plan.Findings.Count == 0 ? "no findings" : string.Join(", ", counts);
    }

    public static string Cost(PlannedCost cost) => $"{Number(cost.Monthly)} {cost.Currency} a month";

    /// <summary>"1.5 of 4 cpu, 6144 of 16384 MiB, 80 of 160 GiB".</summary>
    public static string Budget(PlannedBudget budget) =>
        string.Join(", ", BudgetParts(budget).Select(part => $"{Number(part.Needed)} of {Number(part.Available)} {part.Unit}"));

    public static IReadOnlyList<(string Name, decimal Needed, decimal Available, string Unit)> BudgetParts(PlannedBudget budget)
    {
        var (needed, available) = budget;
        return
        [
            ("processors", needed.Cpu, available.Cpu, "cpu"),
            ("memory", needed.MemoryMiB, available.MemoryMiB, "MiB"),
            ("disk", needed.DiskGiB, available.DiskGiB, "GiB"),
        ];
    }

    /// <summary>One record for each host.</summary>
    public static IEnumerable<PlannedRecord> Names(Plan plan) => plan.Dns.DistinctBy(record => record.Name);

    public static string Proxying(PlannedRecord record) => record.Proxied ? "proxied" : "DNS only";

    /// <summary>CPU, memory and disk of a service.</summary>
    public static string[] Requests(Footprint footprint) =>
        [Number(footprint.Cpu), $"{Number(footprint.MemoryMiB)} MiB", $"{Number(footprint.DiskGiB)} GiB"];
}
