using System.CommandLine;
using Infra.Engine;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>`infra cancel`: removes the lock of a dead run.</summary>
internal static class CancelCommand
{
    public static Command Create(Shell shell)
    {
        var stack = EngineCommand.StackArgument();
        var yes = EngineCommand.YesOption("Skip the confirmation. Required without a terminal.");
        var command = new Command(
            "cancel", "Remove the lock that a dead run left on the stack. Stop a live run with Ctrl-C instead: "
            + "two runs at a time lose resources.")
            { stack, yes };
        command.SetAction(parsed => RunAsync(shell, parsed.GetValue(stack)!, parsed.GetValue(yes)));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, string stack, bool yes)
    {
        if (!yes && !shell.HasTerminal)
        {
            throw new UserError($"removing the lock of {stack} needs confirmation, but there is no terminal",
                "make sure that no run is alive, then pass --yes");
        }

        using var interruption = Interruption.Watch();
        var engine = await EngineCommand.OpenAsync(shell, stack, interruption);
        if (!EngineCommand.Confirm(shell, $"Remove the lock of {stack}? No run may be alive.", yes, withoutTerminal: false))
        {
            shell.Out.WriteLine("nothing was changed");
            return InfraCommand.Success;
        }

        await engine.CancelAsync();
        shell.Out.WriteLine($"{stack} is unlocked; run `./infra refresh {stack}` to update its state");
        return InfraCommand.Success;
    }
}
