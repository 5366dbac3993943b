using System.CommandLine;
using Infra.Engine;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>`infra cancel`: takes away the lock of a run that has died.</summary>
internal static class CancelCommand
{
    public static Command Create(Shell shell)
    {
        var stack = EngineRun.StackArgument();
        var yes = EngineRun.YesOption("Do not ask. Needed where there is no terminal to ask on.");
        var command = new Command("cancel", "Take away the lock that a dead run has left on the stack. A run that is alive is stopped with Ctrl-C: "
            + "two at a time would lose what one of them makes.")
            { stack, yes };
        command.SetAction(parsed => RunAsync(shell, parsed.GetValue(stack)!, parsed.GetValue(yes)));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, string stack, bool yes)
    {
        if (!yes && !shell.HasTerminal)
        {
            throw new UserError($"taking the lock of {stack} away cannot be asked about without a terminal", "say --yes who knows that no run is alive");
        }

        using var interruption = Interruption.Watch();
        var engine = await EngineRun.OpenAsync(shell, stack, interruption);
        if (!EngineRun.Confirm(shell, $"Is no run of {stack} alive anywhere?", yes, unasked: false))
        {
            return InfraCommand.Fine;
        }

        await engine.CancelAsync();
        shell.Out.WriteLine($"{stack} is free; where a run died, `./infra refresh {stack}` finds out what it made");
        return InfraCommand.Fine;
    }
}
