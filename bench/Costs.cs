using System.Globalization;

namespace Infra.Bench;

/// <summary>What several runs of one program took: the median of each number.</summary>
internal sealed class Costs(IReadOnlyList<Cost> runs)
{
    public double WallMs => Median(run => run.WallMs);

    public double CpuMs => Median(run => run.CpuMs);

    public double PeakMiB => Median(run => run.PeakMiB);

    /// <summary>
    /// The wall time on a machine of its own. Where others work too it is the processor time that says it: nothing here
    /// waits for anything else, so with a free processor it would have been over by then.
    /// </summary>
    public double UndisturbedMs => Math.Min(WallMs, CpuMs);

    /// <summary>Without the start of the process, as the made-up stacks print it after their number of resources.</summary>
    public double InsideWallMs => Median(run => Printed(run, 1));

    public double InsideMs => Math.Min(InsideWallMs, Median(run => Printed(run, 2)));

    private static double Printed(Cost run, int index) => double.Parse(run.Output.Split(' ')[index], CultureInfo.InvariantCulture);

    private double Median(Func<Cost, double> number) => runs.Select(number).Order().ElementAt(runs.Count / 2);
}
