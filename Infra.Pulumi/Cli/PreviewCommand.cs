using System.CommandLine;
using Infra.Engine;

namespace Infra.Cli;

/// <summary>`infra preview`: what `up` would change, by the real engine and against the real state.</summary>
internal static class PreviewCommand
{
    public static Command Create(Shell shell)
    {
        var stack = EngineRun.StackArgument();
        var expectNone = new Option<bool>("--expect-no-changes") { Description = "End with 1 when there is anything to change." };
        var command = new Command("preview", "Show what `up` would change, by the engine and against the recorded state. Changes nothing. "
            + "`plan` needs neither and shows what would exist.")
            { stack, expectNone };
        command.SetAction(parsed => RunAsync(shell, parsed.GetValue(stack)!, parsed.GetValue(expectNone)));
        return command;
    }

    public static void Write(Shell shell, string stack, Progress progress)
    {
        if (shell.HasTerminal)
        {
            foreach (var step in progress.Changes.OrderBy(step => step.Group, StringComparer.Ordinal))
            {
                shell.Out.WriteLine($"  {Words.Counted(step.Operation, isPreview: true),-12} {step.Name} ({step.Type})");
            }
        }

        shell.Out.WriteLine(Summary.Line($"preview {stack}", progress, isPreview: true));
    }

    private static async Task<int> RunAsync(Shell shell, string stack, bool expectNone)
    {
        using var interruption = Interruption.Watch();
        var engine = await EngineRun.OpenAsync(shell, stack, interruption);
        var progress = new Progress([]);
        await EngineRun.WatchAsync(shell, engine, "preview", progress, isPreview: true, () => engine.PreviewAsync(progress));
        Write(shell, stack, progress);
        return expectNone && Summary.HasChanges(progress) ? InfraCommand.HasErrors : InfraCommand.Fine;
    }
}
