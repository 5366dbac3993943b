using System.CommandLine;
using Infra.Engine.Releases;

namespace Infra.Cli;

/// <summary>`infra outdated`: compares the pinned versions with the upstream releases.</summary>
internal static class OutdatedCommand
{
    public static Command Create(Shell shell)
    {
        var command = new Command("outdated",
            "Check upstream whether the pinned charts, images, k3s and Pulumi CLI are still available and up to date. "
            + "Exits with 1 if one is not.");
        command.SetAction(_ => RunAsync(shell));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell)
    {
        using var web = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        var pins = PinnedRelease.All.ToList();
        shell.Error.WriteLine($"infra: checking {pins.Count} versions");
        var lines = await new Upstream(web).CheckAsync(pins);
        foreach (var line in lines)
        {
            shell.Out.WriteLine(line);
        }

        shell.Out.WriteLine(lines.Count == 0 ? $"outdated: none of {pins.Count}" : $"outdated: {lines.Count} of {pins.Count}");
        return lines.Count == 0 ? InfraCommand.Success : InfraCommand.Failure;
    }
}
