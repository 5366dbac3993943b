namespace Infra.Bench;

/// <summary>Runs everything that has a goal, beside the official Node.js SDK, and shows both.</summary>
internal static class Comparison
{
    private static readonly int[] Sizes = [150, 1_500, 15_000];

    public static int Run(string root, int runs)
    {
        var infra = Path.Combine(root, "infra");
        var staging = Repeat("plan staging", runs, [infra, "plan", "staging"]);
        var all = Repeat("plan --all", runs, [infra, "plan", "--all"]);

        var ours = new Dictionary<int, Costs>();
        var theirs = new Dictionary<int, Costs>();
        foreach (var size in Sizes)
        {
            var times = size < Sizes[^1] ? runs : Math.Max(1, runs / 5);
            ours[size] = Repeat($"{size:N0} resources", times,
                [Environment.ProcessPath!, typeof(Comparison).Assembly.Location, "evaluate", $"{size}"]);
            theirs[size] = Repeat($"{size:N0} resources in Node.js", times,
                ["node", "--max-old-space-size=8192", Path.Combine(root, "bench", "node", "made-up-stack.js"), $"{size}"]);
        }

        Goal[] goals =
        [
            new("plan staging", 600, staging.UndisturbedMs, "ms"),
            new("plan staging, memory", 120, staging.PeakMiB, "MiB"),
            new("plan --all", 1_200, all.UndisturbedMs, "ms"),
            new("1,500 resources, of Node.js's time", 25, 100 * ours[1_500].UndisturbedMs / theirs[1_500].UndisturbedMs, "%"),
            new("a resource of 15,000, of one of 1,500", 100, 10 * ours[15_000].InsideMs / ours[1_500].InsideMs, "%"),
        ];
        Report.Write(staging, all, ours, theirs, goals);
        return goals.All(goal => goal.IsMet) ? 0 : 1;
    }

    private static Costs Repeat(string name, int runs, IReadOnlyList<string> command)
    {
        Console.Error.WriteLine($"infra: measuring {name}");
        return new([.. Enumerable.Range(0, runs).Select(_ => Cost.Of(command))]);
    }
}
