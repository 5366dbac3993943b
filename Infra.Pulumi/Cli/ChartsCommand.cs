using System.CommandLine;
using Infra.Charts;
using Infra.Planning;
using Infra.Settings;
using Spectre.Console;

namespace Infra.Cli;

/// <summary>`infra charts`: compares the platform's Helm values with the charts.</summary>
internal static class ChartsCommand
{
    public static Command Create(Shell shell) =>
        new("charts", "Compare the platform's Helm values with the charts.") { Sync(shell), Verify(shell) };

    private static Command Sync(Shell shell)
    {
        var charts = ChartsOption();
        var command = new Command("sync", $"List the value keys of each pinned chart in {KnownValues.Folder}.") { charts };
        command.SetAction(async (parsed, _) =>
        {
            var listings = Path.Combine(Project.Find(shell.Folder).Folder, KnownValues.Folder);
            foreach (var chart in ChartPins.All)
            {
                await InTemporaryFolder(async folder =>
                {
                    var unpacked = parsed.GetValue(charts) is { } given ? Pinned(chart, given)
                        : await Helm.PullAsync(chart, folder);
                    var text = $"{KnownValues.HeadOf(chart)}\n{unpacked.Keys().Write()}";
                    FileText.Write(Path.Combine(listings, KnownValues.FileOf(chart)), text);
                    shell.Out.WriteLine($"{chart.Name} {chart.Version}: {text.Count(c => c == '\n') - 1} keys");
                    return InfraCommand.Success;
                });
            }

            return InfraCommand.Success;
        });
        return command;
    }

    private static Command Verify(Shell shell)
    {
        var charts = ChartsOption();
        var command = new Command(
            "verify", "Render every release of every stack with the real helm, and show the results.") { charts };
        command.SetAction((parsed, _) => InTemporaryFolder(async folder =>
        {
            var project = Project.Find(shell.Folder);
            var plans = await Planner.PlanAsync(project.Stacks.Select(project.Stack));
            var checks = await new ChartRenderer(folder, parsed.GetValue(charts)).CheckAsync(plans);

            var table = new Table().Border(TableBorder.Simple).AddColumns("stack", "release", "chart", "version", "", "result");
            foreach (var check in checks)
            {
                table.AddRow(check.Stack, check.Release.Name, check.Release.Chart, check.Release.Version, check.IsSound ? "ok"
                    : "FAILED", Markup.Escape(check.Result));
            }

            shell.Console.Write(table);
            shell.Out.WriteLine($"{checks.Count} releases, {checks.Count(check => !check.IsSound)} failed");
            return checks.All(check => check.IsSound) ? InfraCommand.Success : InfraCommand.Failure;
        }));
        return command;
    }

    private static Option<string> ChartsOption() => new("--charts")
    {
        Description = "A folder of unpacked charts, one folder each, instead of downloading them.",
        HelpName = "folder",
    };

    private static ChartFolder Pinned(Chart chart, string folder) =>
        ChartFolder.In(folder).FirstOrDefault(found => found.Name == chart.Name
            && found.Version.TrimStart('v') == chart.Version.TrimStart('v'))
        ?? throw new UserError($"{folder} has no {chart.Name} {chart.Version}",
            "unpack that version there, or omit --charts to download it");

    private static async Task<int> InTemporaryFolder(Func<string, Task<int>> work)
    {
        var folder = Directory.CreateTempSubdirectory("infra-charts-");
        try
        {
            return await work(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
