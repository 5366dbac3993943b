using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Infra.Engine;

/// <summary>An operation as a tree that is drawn anew while it runs: what runs, what waits for what, and for how long.</summary>
public static class ProgressTree
{
    private const int MostNamed = 3;
    private const int RowsOfAPart = 3;
    private static readonly string[] Marks = ["●", "○", "✓"];
    private static readonly string[] Meanings = ["under way", "waiting", "done"];

    /// <param name="title">Such as `up dev`.</param>
    /// <param name="rows">How many rows there are; what does not fit is counted.</param>
    public static IRenderable Draw(string title, Progress progress, int rows)
    {
        var steps = progress.Steps.Where(step => !Urns.IsStack(step.Urn)).ToList();
        var tree = new Tree(Head(title, progress, steps)) { Guide = TreeGuide.Line };
        var left = rows - 2;
        var ranks = steps.GroupBy(step => step.Group).GroupBy(Rank).OrderBy(rank => rank.Key).Select(rank => (Rank: rank.Key, Groups: rank.ToList())).ToList();
        for (var i = 0; i < ranks.Count; i++)
        {
            left -= Add(tree, steps, progress.Elapsed, ranks[i].Rank, ranks[i].Groups, left - (ranks.Count - 1 - i)); // a row for each that follows
        }

        return tree;
    }

    // As many groups as there are rows, and a count of the others; says how many rows it took.
    private static int Add(Tree tree, List<Step> all, TimeSpan now, int rank, List<IGrouping<string, Step>> groups, int rows)
    {
        var taken = 0;
        foreach (var (index, group) in groups.Index())
        {
            var open = rank == 0 ? group.Where(step => step.State is StepState.Running or StepState.Failed && step.Urn != group.Key).ToList() : [];
            var room = rows - taken - Math.Min(groups.Count - 1 - index, 1);
            if (open.Count >= room && room >= RowsOfAPart)
            {
                var part = tree.AddNode(GroupLabel(group, all, now));
                part.AddNodes(open.Take(room - 2).Select(step => StepLabel(step, now)));
                part.AddNode($"[grey]{open.Count - room + 2} more[/]");
                taken += room;
                continue;
            }

            if (1 + open.Count > room)
            {
                tree.AddNode($"[grey]{Marks[rank]} {groups.Count - index}{(index > 0 ? " more" : "")} {Meanings[rank]}[/]");
                return taken + 1;
            }

            tree.AddNode(GroupLabel(group, all, now)).AddNodes(open.Select(step => StepLabel(step, now)));
            taken += 1 + open.Count;
        }

        return taken;
    }

    private static string Head(string title, Progress progress, List<Step> steps)
    {
        if (!progress.HasBegun)
        {
            return $"[bold]{Markup.Escape(title)}[/] [grey]{Time(progress.Elapsed)}  {Markup.Escape(progress.Activity)}[/]";
        }

        int Count(StepState state) => steps.Count(step => step.State == state);
        var failed = Count(StepState.Failed) is > 0 and var n ? $", [red]{n} failed[/]" : "";
        return $"[bold]{Markup.Escape(title)}[/] [grey]{Time(progress.Elapsed)}[/]  {Count(StepState.Done)} done, "
            + $"{Count(StepState.Running)} running, {Count(StepState.Waiting)} waiting{failed}";
    }

    // What has begun stands above what waits, what is done below.
    private static int Rank(IEnumerable<Step> group) =>
        group.All(step => step.State == StepState.Waiting) ? 1 : group.All(step => step.State == StepState.Done) ? 2 : 0;

    private static string GroupLabel(IGrouping<string, Step> group, List<Step> all, TimeSpan now)
    {
        var done = group.Count(step => step.State == StepState.Done);
        var name = $"{Markup.Escape(Urns.NameOf(group.Key))} [grey]{Markup.Escape(Urns.ShortTypeOf(group.Key))}[/]";
        var single = group.Count() == 1;
        return Rank(group) switch
        {
            0 when single => StepLabel(group.Single(), now),
            0 => $"[blue]●[/] {name} [grey]{done} of {group.Count()}{(group.Any(step => step.State is StepState.Running or StepState.Failed) ? "" : WaitsFor(group, all))}[/]",
            1 => $"[grey]○ {name}{WaitsFor(group, all)}[/]",
            _ => $"[green]✓[/] {name} [grey]{(single ? "" : $"{group.Count()} resources")}[/]",
        };
    }

    private static string StepLabel(Step step, TimeSpan now)
    {
        var name = $"{Markup.Escape(step.Name)} [grey]{Markup.Escape(Urns.ShortTypeOf(step.Urn))}[/]";
        return step.State == StepState.Failed
            ? $"[red]✗ {name} failed[/]"
            : $"[blue]●[/] {name} [grey]{Words.Doing(step.Operation)} {Time(now - step.Started)}{(step.Said is null ? "" : $"  {Markup.Escape(step.Said)}")}[/]";
    }

    private static string WaitsFor(IGrouping<string, Step> group, List<Step> all)
    {
        var needed = group.Where(step => step.State == StepState.Waiting).SelectMany(step => step.Needs).ToHashSet();
        var open = all.Where(step => step.State is StepState.Waiting or StepState.Running && step.Group != group.Key && needed.Contains(step.Urn))
            .Select(step => Urns.NameOf(step.Group)).Distinct().ToList();
        var more = open.Count > MostNamed ? $" and {open.Count - MostNamed} more" : "";
        return open.Count == 0 ? "" : $"  waits for {Markup.Escape(string.Join(", ", open.Take(MostNamed)))}{more}";
    }

    private static string Time(TimeSpan time) => time.TotalMinutes >= 1
        ? time.ToString(@"m\:ss", CultureInfo.InvariantCulture)
        : $"{time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)}s";
}
