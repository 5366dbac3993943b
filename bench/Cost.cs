using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Infra.Bench;

/// <summary>What one run of a program took, from the start of its process to its end.</summary>
/// <param name="Output">The last line that it printed.</param>
internal sealed record Cost(double WallMs, double CpuMs, double PeakMiB, string Output)
{
    private const int Children = -1;

    /// <summary>Runs a program in a process of its own.</summary>
    public static Cost Of(params IEnumerable<string> command)
    {
        // A process knows what all its children took together, hence one process around every run.
        var measured = Run([Environment.ProcessPath!, typeof(Cost).Assembly.Location, "measure", .. command]).Split(' ', 4);
        return new(Number(measured[0]), Number(measured[1]), Number(measured[2]), measured[3]);
    }

    /// <summary>Runs a program and prints what it took, for <see cref="Of"/>.</summary>
    public static void Measure(IReadOnlyList<string> command)
    {
        var clock = Stopwatch.StartNew();
        var output = Run(command);
        var wall = clock.Elapsed.TotalMilliseconds;

        // struct rusage: two timeval, then the largest resident set in KiB. https://man7.org/linux/man-pages/man2/getrusage.2.html
        var usage = new long[18];
        if (GetUsage(Children, usage) != 0)
        {
            throw new InvalidOperationException("getrusage failed");
        }

        var cpu = ((usage[0] + usage[2]) * 1000) + ((usage[1] + usage[3]) / 1000.0);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{wall:0.0} {cpu:0.0} {usage[4] / 1024.0:0.0} {output}"));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Run(IReadOnlyList<string> command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true })!;
        var lines = process.StandardOutput.ReadToEnd().TrimEnd().Split('\n');
        process.WaitForExit();
        return process.ExitCode == 0 ? lines[^1] : throw new InvalidOperationException($"`{string.Join(' ', command)}` ended with {process.ExitCode}");
    }

    [DllImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetUsage(int who, long[] usage);
}
