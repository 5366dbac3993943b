using System.CommandLine;
using Infra.Engine.Releases;

namespace Infra.Cli;

/// <summary>`infra outdated`: what the catalogue pins that others have released anew, or taken away.</summary>
internal static class OutdatedCommand
{
    public static Command Create(Shell shell)
    {
        var command = new Command("outdated", "Ask those who release them whether the pinned charts, images, k3s and the Pulumi CLI are still served and still the newest. "
            + "Ends with 1 when there is something to do.");
        command.SetAction(_ => RunAsync(shell));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell)
    {
        using var web = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        var pins = PinnedRelease.All.ToList();
        shell.Error.WriteLine($"infra: asking about {pins.Count} versions");
        var lines = await new Upstream(web).LookAsync(pins);
        foreach (var line in lines)
        {
            shell.Out.WriteLine(line);
        }

        shell.Out.WriteLine(lines.Count == 0 ? $"outdated: none of {pins.Count}" : $"outdated: {lines.Count} of {pins.Count}");
        return lines.Count == 0 ? InfraCommand.Fine : InfraCommand.HasErrors;
    }
}
