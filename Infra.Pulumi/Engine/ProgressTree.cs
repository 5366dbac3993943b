using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Infra.Engine;

/// <summary>An operation as a live tree: running and waiting steps, what they wait for, and for how long.</summary>
public static class ProgressTree
{
    private const int MaxNamed = 3;
    private const int MinGroupRows = 3;
    private static readonly string[] Symbols = ["●", "○", "✓"];
    private static readonly string[] StateLabels = ["running", "waiting", "done"];

    /// <param name="title">Such as `up dev`.</param>
    /// <param name="rows">The available rows; steps that do not fit are counted.</param>
    public static IRenderable Draw(string title, Progress progress, int rows)
    {
        var steps = progress.Steps.Where(step => !UrnParts.IsStack(step.Urn)).ToList();
        var tree = new Tree(Head(title, progress, steps)) { Guide = TreeGuide.Line };
        var left = rows - 2;
        var ranks = steps.GroupBy(step => step.Group).GroupBy(Rank).OrderBy(rank => rank.Key)
            .Select(rank => (Rank: rank.Key, Groups: rank.ToList())).ToList();
        for (var i = 0; i < ranks.Count; i++)
        {
            // Keep a row for each later rank.
            left -= Add(tree, steps, progress.Elapsed, ranks[i].Rank, ranks[i].Groups, left - (ranks.Count - 1 - i));
        }

        return tree;
    }

    // Adds as many groups as fit and a count of the others. Returns the number of rows.
    private static int Add(Tree tree, List<ResourceStep> all, TimeSpan now, int rank, List<IGrouping<string,
        ResourceStep>> groups, int rows)
    {
        var taken = 0;
        foreach (var (index, group) in groups.Index())
        {
            var open = rank == 0
                ? group.Where(step => step.State is StepState.Running or StepState.Failed && step.Urn != group.Key).ToList() : [];
            var room = rows - taken - Math.Min(groups.Count - 1 - index, 1);
            if (open.Count >= room && room >= MinGroupRows)
            {
                var part = tree.AddNode(GroupLabel(group, all, now));
                part.AddNodes(open.Take(room - 2).Select(step => StepLabel(step, now)));
                part.AddNode($"[grey]{open.Count - room + 2} more[/]");
                taken += room;
                continue;
            }

            if (1 + open.Count > room)
            {
                tree.AddNode($"[grey]{Symbols[rank]} {groups.Count - index}{(index > 0 ? " more" : "")} {StateLabels[rank]}[/]");
                return taken + 1;
            }

            tree.AddNode(GroupLabel(group, all, now)).AddNodes(open.Select(step => StepLabel(step, now)));
            taken += 1 + open.Count;
        }

        return taken;
    }

    private static string Head(string title, Progress progress, List<ResourceStep> steps)
    {
        if (!progress.HasStarted)
        {
            return $"[bold]{Markup.Escape(title)}[/] [grey]{Time(progress.Elapsed)}  {Markup.Escape(progress.Activity)}[/]";
        }

        int Count(StepState state) => steps.Count(step => step.State == state);
        var failed = Count(StepState.Failed) is > 0 and var n ? $", [red]{n} failed[/]" : "";
        return $"[bold]{Markup.Escape(title)}[/] [grey]{Time(progress.Elapsed)}[/]  {Count(StepState.Done)} done, "
            + $"{Count(StepState.Running)} running, {Count(StepState.Waiting)} waiting{failed}";
    }

    // Started groups first, then waiting ones, then finished ones.
    private static int Rank(IEnumerable<ResourceStep> group) =>
        group.All(step => step.State == StepState.Waiting) ? 1 : group.All(step => step.State == StepState.Done) ? 2 : 0;

    private static string GroupLabel(IGrouping<string, ResourceStep> group, List<ResourceStep> all, TimeSpan now)
    {
        var done = group.Count(step => step.State == StepState.Done);
        var name = $"{Markup.Escape(UrnParts.NameOf(group.Key))} [grey]{Markup.Escape(UrnParts.ShortTypeOf(group.Key))}[/]";
        var single = group.Count() == 1;
        var isActive = group.Any(step => step.State is StepState.Running or StepState.Failed);
        return Rank(group) switch
        {
            0 when single => StepLabel(group.Single(), now),
            0 => $"[blue]●[/] {name} [grey]{done} of {group.Count()}{(isActive ? "" : WaitsFor(group, all))}[/]",
            1 => $"[grey]○ {name}{WaitsFor(group, all)}[/]",
            _ => $"[green]✓[/] {name} [grey]{(single ? "" : $"{group.Count()} resources")}[/]",
        };
    }

    private static string StepLabel(ResourceStep step, TimeSpan now)
    {
        var name = $"{Markup.Escape(step.Name)} [grey]{Markup.Escape(UrnParts.ShortTypeOf(step.Urn))}[/]";
        return step.State == StepState.Failed
            ? $"[red]✗ {name} failed[/]"
            : $"[blue]●[/] {name} [grey]{OperationLabels.InProgress(step.Operation)} "
                + $"{Time(now - step.Started)}{(step.Status is null ? "" : $"  {Markup.Escape(step.Status)}")}[/]";
    }

    private static string WaitsFor(IGrouping<string, ResourceStep> group, List<ResourceStep> all)
    {
        var needed = group.Where(step => step.State == StepState.Waiting).SelectMany(step => step.DependsOn).ToHashSet();
        var open = all.Where(step => step.State is StepState.Waiting or StepState.Running && step.Group != group.Key
            && needed.Contains(step.Urn))
            .Select(step => UrnParts.NameOf(step.Group)).Distinct().ToList();
        var more = open.Count > MaxNamed ? $" and {open.Count - MaxNamed} more" : "";
        return open.Count == 0 ? "" : $"  waits for {Markup.Escape(string.Join(", ", open.Take(MaxNamed)))}{more}";
    }

    private static string Time(TimeSpan time) => time.TotalMinutes >= 1
        ? time.ToString(@"m\:ss", CultureInfo.InvariantCulture)
        : $"{time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)}s";
}
