using System.CommandLine;
using Infra.Engine;
using Infra.Planning;
using Infra.Planning.Reviews;
using Infra.Settings;
using Progress = Infra.Engine.Progress;

namespace Infra.Cli;

/// <summary>`infra preview`: shows what `up` would change, according to the engine and the recorded state.</summary>
internal static class PreviewCommand
{
    public static Command Create(Shell shell)
    {
        var stack = EngineCommand.StackArgument();
        var expectNone = new Option<bool>("--expect-no-changes") { Description = "Exit with 1 if there are changes." };
        var output = new Option<string>("--output", "-o")
        {
            Description = "Also write the changes to a file, as JSON.",
            HelpName = "file"
        };
        var command = new Command(
            "preview", "Show what `up` would change, according to the engine and the recorded state. Changes nothing. "
            + "`plan` needs neither, and shows all resources.")
            { stack, expectNone, output };
        command.SetAction(
            parsed => RunAsync(shell, parsed.GetValue(stack)!, parsed.GetValue(expectNone), parsed.GetValue(output)));
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

        shell.Out.WriteLine(OperationSummary.Line($"preview {stack}", progress, isPreview: true));
    }

    private static async Task<int> RunAsync(Shell shell, string stack, bool expectNone, string? output)
    {
        using var interruption = Interruption.Watch();
        var progress = new Progress([]);
        try
        {
            var engine = await EngineCommand.OpenAsync(shell, stack, interruption, createsStack: true);
            await EngineCommand.WatchAsync(shell, engine, "preview", progress, isPreview: true,
                () => engine.PreviewAsync(progress));
        }
        catch (Exception problem) when (output is not null && problem is EngineError or UserError or SettingsException)
        {
            Save(shell, output, new() { Stack = stack, Problem = problem.Message });
            throw;
        }

        Write(shell, stack, progress);
        if (output is not null)
        {
            var plan = SavedPlan.Read(PlanJson.Write(await Planner.PlanAsync([Project.Find(shell.Folder).Stack(stack)])))[0];
            Save(shell, output, PreviewReport.Create(plan, progress));
        }

        return expectNone && OperationSummary.HasChanges(progress) ? InfraCommand.Failure : InfraCommand.Success;
    }

    private static void Save(Shell shell, string file, SavedPreview preview) =>
        FileText.Write(Path.Combine(shell.Folder, file), preview.ToJson());
}
