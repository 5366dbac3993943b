using System.CommandLine;
using Infra.Engine;
using Infra.Planning;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>`infra up`: applies the program to a stack.</summary>
internal static class UpCommand
{
    public static Command Create(Shell shell)
    {
        var stack = EngineCommand.StackArgument();
        var yes = EngineCommand.YesOption("Skip the confirmation. Without a terminal there is none.");
        var refresh = new Option<bool>("--refresh") { Description = "Read the real resources first, and revert manual changes." };
        var only = EngineCommand.OnlyOption();
        var anyway = new Option<bool>("--despite-findings") { Description = "Continue despite findings of severity error." };
        var unpromoted = new Option<bool>(
            "--unpromoted")
        { Description = "Update prod without a promotion, for the first time or in an emergency." };
        var command = new Command("up",
            "Apply the program to the stack: plan it, show the changes, ask for confirmation, and "
                + "apply them. Run it again after a failure or "
            + "Ctrl-C to continue.")
            { stack, yes, refresh, only, anyway, unpromoted };

        command.SetAction(parsed => RunAsync(
            shell, parsed.GetValue(stack)!, parsed.GetValue(yes), parsed.GetValue(refresh), parsed.GetValue(only)
                ?? [], parsed.GetValue(anyway),
            parsed.GetValue(unpromoted)));
        return command;
    }

    public static async Task<int> RunAsync(Shell shell, string stack, bool yes, bool refresh, string[] only, bool anyway,
        bool unpromoted = false)
    {
        var plan = (await Planner.PlanAsync([Project.Find(shell.Folder).Stack(stack)]))[0];
        if (plan.HasErrors && !anyway)
        {
            foreach (var finding in plan.Findings.Where(finding => finding.Severity == Severity.Error))
            {
                shell.Error.WriteLine($"infra: {finding.Subject} {finding.Message}; {finding.Fix}");
            }

            shell.Error.WriteLine(
                $"infra: nothing was changed; `./infra plan {stack}` shows the plan; pass --despite-findings to continue");
            return InfraCommand.Failure;
        }

        if (!unpromoted && await Promotion.FindProblemAsync(Project.Find(shell.Folder), plan) is var (why, remedy))
        {
            throw new EngineError(why, $"{remedy}; or pass --unpromoted");
        }

        using var interruption = Interruption.Watch();
        var engine = await EngineCommand.OpenAsync(shell, stack, interruption, createsStack: true);
        shell.Out.WriteLine($"up {stack}: the state is in {engine.Store}");
        if (shell.HasTerminal && !yes && !await AgreesAsync(shell, engine, plan))
        {
            shell.Out.WriteLine("nothing was changed");
            return InfraCommand.Success;
        }

        var progress = new Progress(only.Length == 0 ? plan.Resources : []);
        var outputs = await EngineCommand.WatchAsync(
            shell, engine, "up", progress, isPreview: false, () => engine.UpAsync(progress, only, refresh));
        shell.Out.WriteLine(OperationSummary.Line($"up {stack}", progress, isPreview: false));
        foreach (var line in OperationSummary.Outputs(outputs))
        {
            shell.Out.WriteLine($"  {line}");
        }

        foreach (var step in NextSteps(engine, outputs.Keys))
        {
            shell.Out.WriteLine($"next: {step}");
        }

        return InfraCommand.Success;
    }

    private static async Task<bool> AgreesAsync(Shell shell, EngineStack engine, Plan plan)
    {
        var preview = new Progress(plan.Resources);
        await EngineCommand.WatchAsync(shell, engine, "preview", preview, isPreview: true, () => engine.PreviewAsync(preview));
        PreviewCommand.Write(shell, engine.Name, preview);
        return !OperationSummary.HasChanges(preview)
            || EngineCommand.Confirm(shell, $"Apply these changes to {engine.Name}?", yes: false, withoutTerminal: true);
    }

    private static IEnumerable<string> NextSteps(EngineStack engine, IEnumerable<string> outputs)
    {
        if (engine.FileToCommit is { } file)
        {
            yield return $"git commit {file}   records how the stack's secrets are encrypted; "
                + $"without it they cannot be decrypted";
        }

        if (outputs.Contains("kubeconfig"))
        {
            yield return $"./infra outputs {engine.Name} kubeconfig --show-secrets >FILE   saves the kubeconfig of the cluster";
        }

        if (engine.NewFile is null && !engine.Store.IsLocalDefault)
        {
            yield return $"./infra drift {engine.Name}   shows changes made outside of the program";
        }
    }
}
