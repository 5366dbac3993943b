using Infra.Bench;

switch (args)
{
    case ["evaluate", var resources]:
        await MadeUpStack.EvaluateAsync(resources);
        return 0;
    case ["measure", .. var command]:
        Cost.Measure(command);
        return 0;
    case ["compare", var root, var runs] when int.TryParse(runs, out var count) && count > 0:
        return Comparison.Run(root, count);
    default:
        Console.Error.WriteLine("usage: ./infra bench [RUNS], 5 where not said; the largest stack runs once for every five");
        return 2;
}
