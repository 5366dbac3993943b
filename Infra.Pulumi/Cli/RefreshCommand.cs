using System.CommandLine;
using Infra.Engine;

namespace Infra.Cli;

/// <summary>`infra refresh`: makes the recorded state what reality is.</summary>
internal static class RefreshCommand
{
    public static Command Create(Shell shell)
    {
        var stack = EngineRun.StackArgument();
        var only = EngineRun.OnlyOption();
        var command = new Command("refresh", "Make the recorded state what reality is. Reality is not touched. `drift` shows the difference "
            + "without recording it.")
            { stack, only };
        command.SetAction(parsed => RunAsync(shell, parsed.GetValue(stack)!, parsed.GetValue(only) ?? []));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, string stack, string[] only)
    {
        using var interruption = Interruption.Watch();
        var engine = await EngineRun.OpenAsync(shell, stack, interruption);
        var progress = new Progress([]);
        await EngineRun.WatchAsync(shell, engine, "refresh", progress, isPreview: false, () => engine.RefreshAsync(progress, only));
        shell.Out.WriteLine(Summary.Line($"refresh {stack}", progress, isPreview: false));
        return InfraCommand.Fine;
    }
}
