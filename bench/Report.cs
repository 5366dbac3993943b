using System.Globalization;
using Infra.Cli;
using Spectre.Console;

namespace Infra.Bench;

/// <summary>The tables that a bench ends with.</summary>
internal static class Report
{
    public static void Write(Costs staging, Costs all, Dictionary<int, Costs> ours, Dictionary<int, Costs> theirs, IEnumerable<Goal> goals)
    {
        var console = Shell.Current.Console;
        var plans = Columns("", "wall", "processor", "memory");
        plans.AddRow(["plan staging", .. Whole(staging)]);
        plans.AddRow(["plan --all", .. Whole(all)]);
        console.Write(plans);

        var stacks = Columns("a made-up stack", "wall", "processor", "memory", "without start", "a resource");
        foreach (var (size, mine) in ours)
        {
            var node = theirs[size];
            stacks.AddRow([Text($"{size:N0} resources"), .. Whole(mine), .. Inside(mine, size)]);
            stacks.AddRow(["  in Node.js", .. Whole(node), .. Inside(node, size)]);
            stacks.AddRow("  times as much", Times(node.WallMs, mine.WallMs), Times(node.CpuMs, mine.CpuMs), Times(node.PeakMiB, mine.PeakMiB),
                Times(node.InsideWallMs, mine.InsideWallMs), Times(node.InsideMs, mine.InsideMs));
            stacks.AddEmptyRow();
        }

        console.Write(stacks);

        var table = Columns("goal", "at most", "is", "");
        foreach (var goal in goals)
        {
            table.AddRow(goal.Name, Text($"{goal.AtMost:N0} {goal.Unit}"), Text($"{goal.Is:N0} {goal.Unit}"), goal.IsMet ? "[green]met[/]" : "[red]missed[/]");
        }

        console.Write(table);
    }

    private static Table Columns(string first, params IEnumerable<string> others)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(first);
        foreach (var column in others)
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        return table;
    }

    private static string[] Whole(Costs costs) =>
        [Text($"{costs.WallMs / 1000:0.00} s"), Text($"{costs.CpuMs / 1000:0.00} s"), Text($"{costs.PeakMiB:N0} MiB")];

    private static string[] Inside(Costs costs, int resources) =>
        [Text($"{costs.InsideWallMs / 1000:0.00} s"), Text($"{costs.InsideMs / resources:0.00} ms")];

    private static string Times(double theirs, double ours) => Text($"[grey]{theirs / ours:0.0}[/]");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
