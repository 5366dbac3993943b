using System.CommandLine;
using Infra.Engine;
using Infra.Planning;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>`infra up`: makes a stack what the program says.</summary>
internal static class UpCommand
{
    public static Command Create(Shell shell)
    {
        var stack = EngineRun.StackArgument();
        var yes = EngineRun.YesOption("Do not ask. Without a terminal nothing is asked anyway.");
        var refresh = new Option<bool>("--refresh") { Description = "Look at reality first and change back what somebody changed by hand." };
        var only = EngineRun.OnlyOption();
        var anyway = new Option<bool>("--despite-findings") { Description = "Go ahead although the plan has findings of severity error." };
        var unpromoted = new Option<bool>("--unpromoted") { Description = "Bring prod up with what no promotion names: its first time, or an emergency." };
        var command = new Command("up",
            "Make the stack what the program says: plan it, show what would change, ask, and do it. Run it again after a failure or "
            + "Ctrl-C: it goes on where it stopped.")
            { stack, yes, refresh, only, anyway, unpromoted };

        command.SetAction(parsed => RunAsync(
            shell, parsed.GetValue(stack)!, parsed.GetValue(yes), parsed.GetValue(refresh), parsed.GetValue(only) ?? [], parsed.GetValue(anyway),
            parsed.GetValue(unpromoted)));
        return command;
    }

    public static async Task<int> RunAsync(Shell shell, string stack, bool yes, bool refresh, string[] only, bool anyway, bool unpromoted = false)
    {
        var plan = (await Planner.PlanAsync([Project.Find(shell.Folder).Stack(stack)]))[0];
        if (plan.HasErrors && !anyway)
        {
            foreach (var finding in plan.Findings.Where(finding => finding.Severity == Severity.Error))
            {
                shell.Error.WriteLine($"infra: {finding.Subject} {finding.Message}; {finding.Fix}");
            }

            shell.Error.WriteLine($"infra: nothing was changed; `./infra plan {stack}` shows the plan, --despite-findings goes ahead all the same");
            return InfraCommand.HasErrors;
        }

        if (!unpromoted && await Promotion.RefusalAsync(Project.Find(shell.Folder), plan) is var (why, remedy))
        {
            throw new EngineError(why, $"{remedy}; --unpromoted goes ahead all the same");
        }

        using var interruption = Interruption.Watch();
        var engine = await EngineRun.OpenAsync(shell, stack, interruption, makes: true);
        shell.Out.WriteLine($"up {stack}: the state is in {engine.Store}");
        if (shell.HasTerminal && !yes && !await AgreesAsync(shell, engine, plan))
        {
            shell.Out.WriteLine("nothing was changed");
            return InfraCommand.Fine;
        }

        var progress = new Progress(only.Length == 0 ? plan.Resources : []);
        var outputs = await EngineRun.WatchAsync(shell, engine, "up", progress, isPreview: false, () => engine.UpAsync(progress, only, refresh));
        shell.Out.WriteLine(Summary.Line($"up {stack}", progress, isPreview: false));
        foreach (var line in Summary.Outputs(outputs))
        {
            shell.Out.WriteLine($"  {line}");
        }

        foreach (var step in NextSteps(engine, outputs.Keys))
        {
            shell.Out.WriteLine($"next: {step}");
        }

        return InfraCommand.Fine;
    }

    private static async Task<bool> AgreesAsync(Shell shell, EngineStack engine, Plan plan)
    {
        var preview = new Progress(plan.Resources);
        await EngineRun.WatchAsync(shell, engine, "preview", preview, isPreview: true, () => engine.PreviewAsync(preview));
        PreviewCommand.Write(shell, engine.Name, preview);
        return !Summary.HasChanges(preview) || EngineRun.Confirm(shell, $"Change {engine.Name} so?", yes: false, unasked: true);
    }

    private static IEnumerable<string> NextSteps(EngineStack engine, IEnumerable<string> outputs)
    {
        if (engine.FileToCommit is { } file)
        {
            yield return $"git commit {file}   it now says how the stack's secrets are encrypted; without that nobody can read them";
        }

        if (outputs.Contains("kubeconfig"))
        {
            yield return $"./infra outputs {engine.Name} kubeconfig --show-secrets >FILE   writes down the way to the cluster";
        }

        if (engine.NewFile is null && !engine.Store.IsLocalDefault)
        {
            yield return $"./infra drift {engine.Name}   tells what somebody changes past the program";
        }
    }
}
