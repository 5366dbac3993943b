using System.CommandLine;
using Infra.Engine;
using Infra.Planning;
using Infra.Planning.Reviews;
using Infra.Settings;
using Progress = Infra.Engine.Progress;

namespace Infra.Cli;

/// <summary>`infra preview`: what `up` would change, by the real engine and against the real state.</summary>
internal static class PreviewCommand
{
    public static Command Create(Shell shell)
    {
        var stack = EngineRun.StackArgument();
        var expectNone = new Option<bool>("--expect-no-changes") { Description = "End with 1 when there is anything to change." };
        var output = new Option<string>("--output", "-o") { Description = "Also write what would change to a file, as JSON.", HelpName = "file" };
        var command = new Command("preview", "Show what `up` would change, by the engine and against the recorded state. Changes nothing. "
            + "`plan` needs neither and shows what would exist.")
            { stack, expectNone, output };
        command.SetAction(parsed => RunAsync(shell, parsed.GetValue(stack)!, parsed.GetValue(expectNone), parsed.GetValue(output)));
        return command;
    }

    public static void Write(Shell shell, string stack, Progress progress)
    {
        if (shell.HasTerminal)
        {
            foreach (var line in PreviewList.Lines(progress))
            {
                shell.Out.WriteLine(line);
            }
        }

        shell.Out.WriteLine(Summary.Line($"preview {stack}", progress, isPreview: true));
    }

    private static async Task<int> RunAsync(Shell shell, string stack, bool expectNone, string? output)
    {
        using var interruption = Interruption.Watch();
        var progress = new Progress([]);
        try
        {
            var engine = await EngineRun.OpenAsync(shell, stack, interruption, makes: true);
            await EngineRun.WatchAsync(shell, engine, "preview", progress, isPreview: true, () => engine.PreviewAsync(progress));
        }
        catch (Exception problem) when (output is not null && problem is EngineError or UserError or SettingsException)
        {
            Save(shell, output, new() { Stack = stack, Problem = problem.Message });
            throw;
        }

        Write(shell, stack, progress);
        if (output is not null)
        {
            var plan = WrittenPlan.Read(PlanJson.Write(await Planner.PlanAsync([Project.Find(shell.Folder).Stack(stack)])))[0];
            Save(shell, output, Previews.Of(plan, progress));
        }

        return expectNone && Summary.HasChanges(progress) ? InfraCommand.HasErrors : InfraCommand.Fine;
    }

    private static void Save(Shell shell, string file, WrittenPreview preview) => FileText.Write(Path.Combine(shell.Folder, file), preview.ToJson());
}
