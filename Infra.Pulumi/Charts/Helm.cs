using System.Diagnostics;

namespace Infra.Charts;

/// <summary>The `helm` command on this machine.</summary>
public static class Helm
{
    /// <summary>Fetches a pinned chart and unpacks it into a folder.</summary>
    public static async Task<ChartFolder> PullAsync(Chart chart, string folder)
    {
        string[] source = chart.IsOci ? [chart.Repository] : [chart.Name, "--repo", chart.Repository];
        var (code, _, error) = await RunAsync(["pull", .. source, "--version", chart.Version, "--untar", "--untardir", folder]);
        return code == 0
            ? ChartFolder.In(folder).Single(found => found.Name == chart.Name)
            : throw new UserError($"{chart.Name} {chart.Version} cannot be fetched ({LastLine(error)})",
                "check the network, or pass a folder of unpacked charts with --charts");
    }

    /// <summary>Renders a chart with values: the manifests, or the problem.</summary>
    public static async Task<(string Manifests, string? Problem)> RenderAsync(
        string release, ChartFolder chart, string ns, string valuesFile, string kubernetes)
    {
        var (code, manifests, error) = await RunAsync(
            ["template", release, chart.Path, "--namespace", ns, "--values", valuesFile, "--kube-version", kubernetes,
                "--include-crds"]);
        return code == 0 ? (manifests, null) : ("", LastLine(error));
    }

    private static async Task<(int Code, string Out, string Error)> RunAsync(IEnumerable<string> arguments)
    {
        using var process = new Process
        {
            StartInfo = new("helm", arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false
            },
        };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new UserError("there is no `helm` on the PATH",
                "install Helm 3.18 or later (https://helm.sh/docs/intro/install/) and run this again");
        }

        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private static string LastLine(string text) =>
        string.Join(" ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(line => !line.StartsWith("WARNING", StringComparison.OrdinalIgnoreCase))
        .TakeLast(4));
}
