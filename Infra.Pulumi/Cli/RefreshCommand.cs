using System.CommandLine;
using Infra.Engine;

namespace Infra.Cli;

/// <summary>`infra refresh`: updates the recorded state from the real resources.</summary>
internal static class RefreshCommand
{
    public static Command Create(Shell shell)
    {
        var stack = EngineCommand.StackArgument();
        var only = EngineCommand.OnlyOption();
        var command = new Command(
            "refresh", "Update the recorded state from the real resources, which are not changed. `drift` shows the differences "
            + "without recording them.")
            { stack, only };
        command.SetAction(parsed => RunAsync(shell, parsed.GetValue(stack)!, parsed.GetValue(only) ?? []));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, string stack, string[] only)
    {
        using var interruption = Interruption.Watch();
        var engine = await EngineCommand.OpenAsync(shell, stack, interruption);
        var progress = new Progress([]);
        await EngineCommand.WatchAsync(shell, engine, "refresh", progress, isPreview: false,
            () => engine.RefreshAsync(progress, only));
        shell.Out.WriteLine(OperationSummary.Line($"refresh {stack}", progress, isPreview: false));
        return InfraCommand.Success;
    }
}
