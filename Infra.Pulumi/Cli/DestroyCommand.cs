using System.CommandLine;
using Infra.Engine;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>`infra destroy`: deletes all resources of a stack.</summary>
internal static class DestroyCommand
{
    public static Command Create(Shell shell)
    {
        var stack = EngineCommand.StackArgument();
        var yes = EngineCommand.YesOption("Skip the confirmation. Required without a terminal.");
        var forget = new Option<bool>("--forget") { Description = "Remove the stack afterwards, with its history and outputs." };
        var command = new Command(
            "destroy", "Delete all resources of the stack. If one of them is protected, nothing is deleted.")
            { stack, yes, forget };
        command.SetAction(parsed => RunAsync(shell, parsed.GetValue(stack)!, parsed.GetValue(yes), parsed.GetValue(forget)));
        return command;
    }

    public static async Task<int> RunAsync(Shell shell, string stack, bool yes, bool forget)
    {
        if (!yes && !shell.HasTerminal)
        {
            throw new UserError($"destroying {stack} needs confirmation, but there is no terminal", "pass --yes to confirm");
        }

        using var interruption = Interruption.Watch();
        var engine = await EngineCommand.OpenAsync(shell, stack, interruption);
        if (!EngineCommand.Confirm(shell, $"Delete all resources of {stack}?", yes, withoutTerminal: false))
        {
            shell.Out.WriteLine("nothing was changed");
            return InfraCommand.Success;
        }

        var progress = new Progress([]);
        await EngineCommand.WatchAsync(shell, engine, "destroy", progress, isPreview: false, () => engine.DestroyAsync(progress));
        shell.Out.WriteLine(OperationSummary.Line($"destroy {stack}", progress, isPreview: false));
        if (forget)
        {
            await engine.RemoveAsync();
        }

        return InfraCommand.Success;
    }
}
