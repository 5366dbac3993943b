using System.Diagnostics;
using System.Globalization;
using Infra.Planning;
using Pulumi;

namespace Infra.Bench;

/// <summary>A stack of any size, and its evaluation in a process of its own.</summary>
internal sealed class MadeUpStack : Stack
{
    public MadeUpStack(int resources, StackOptions options)
        : base(options)
    {
        ProviderResource[] providers =
        [
            new Pulumi.Kubernetes.Provider("kubernetes", new() { KubeConfig = "bench" }),
            new Pulumi.Cloudflare.Provider("cloudflare", new() { ApiToken = "bench" }),
            new Pulumi.Random.Provider("random"),
        ];
        for (var app = 0; app < resources / MadeUpApp.Resources; app++)
        {
            _ = new MadeUpApp($"app-{app}", new() { Providers = [.. providers] });
        }
    }

    /// <summary>
    /// Prints how many resources there are, and how many milliseconds they took of the wall and of the processor, the start of
    /// the process excluded.
    /// </summary>
    public static async Task EvaluateAsync(string resources)
    {
        var count = int.Parse(resources, CultureInfo.InvariantCulture);
        var (clock, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var evaluation = await Evaluation.RunAsync("infra", "bench", options => new MadeUpStack(count, options));
        var (wall, used) = (clock.Elapsed, Environment.CpuUsage.TotalTime - cpu);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{evaluation.Resources.Count} {wall.TotalMilliseconds:0.0} {used.TotalMilliseconds:0.0}"));
    }
}
