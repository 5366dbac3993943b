using System.CommandLine;
using Infra.Engine;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>`infra destroy`: takes away all that a stack made.</summary>
internal static class DestroyCommand
{
    public static Command Create(Shell shell)
    {
        var stack = EngineRun.StackArgument();
        var yes = EngineRun.YesOption("Do not ask. Needed where there is no terminal to ask on.");
        var forget = new Option<bool>("--forget") { Description = "Forget the stack afterwards, with its history and outputs." };
        var command = new Command("destroy", "Take away everything that the stack made. What is protected stays, and then nothing is touched.")
            { stack, yes, forget };
        command.SetAction(parsed => RunAsync(shell, parsed.GetValue(stack)!, parsed.GetValue(yes), parsed.GetValue(forget)));
        return command;
    }

    public static async Task<int> RunAsync(Shell shell, string stack, bool yes, bool forget)
    {
        if (!yes && !shell.HasTerminal)
        {
            throw new UserError($"destroying {stack} cannot be asked about without a terminal", "say --yes who means it");
        }

        using var interruption = Interruption.Watch();
        var engine = await EngineRun.OpenAsync(shell, stack, interruption);
        if (!EngineRun.Confirm(shell, $"Take away everything in {stack}?", yes, unasked: false))
        {
            shell.Out.WriteLine("nothing was changed");
            return InfraCommand.Fine;
        }

        var progress = new Progress([]);
        await EngineRun.WatchAsync(shell, engine, "destroy", progress, isPreview: false, () => engine.DestroyAsync(progress));
        shell.Out.WriteLine(Summary.Line($"destroy {stack}", progress, isPreview: false));
        if (forget)
        {
            await engine.RemoveAsync();
        }

        return InfraCommand.Fine;
    }
}
