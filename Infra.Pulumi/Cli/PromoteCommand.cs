using System.CommandLine;
using Infra.Engine;
using Infra.Planning;
using Infra.Settings;
using Pulumi.Automation;

namespace Infra.Cli;

/// <summary>`infra promote`: allows prod to run what staging ran.</summary>
internal static class PromoteCommand
{
    private const string CommitKey = "git.head";

    public static Command Create(Shell shell)
    {
        var from = new Argument<string>("from") { Description = "The stack that ran it.", DefaultValueFactory = _ => "staging" };
        var to = new Argument<string>("to") { Description = "The stack that may run it.", DefaultValueFactory = _ => "prod" };
        var command = new Command(
            "promote", "Allow prod to run what staging ran: check that staging's last `up` succeeded with this commit and the "
            + "same versions, and commit that as stacks/promoted.prod.yaml. `up prod` rejects anything else.")
            { from, to };
        command.SetAction(parsed => RunAsync(shell, parsed.GetValue(from)!, parsed.GetValue(to)!));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, string from, string to)
    {
        var project = Project.Find(shell.Folder);
        if (await Git.UncommittedFilesAsync(project) is { Count: > 0 } uncommitted)
        {
            throw new EngineError($"there are uncommitted changes ({Promotion.Summarize(uncommitted)})",
                "commit or stash them: only a commit can be promoted");
        }

        using var interruption = Interruption.Watch();
        var engine = await EngineCommand.OpenAsync(shell, from, interruption);
        var last = (await engine.HistoryAsync()).FirstOrDefault(update => update.Kind == UpdateKind.Update)
            ?? throw new EngineError($"{from} was never deployed", $"run `./infra up {from}` first");
        var ran = last.Environment.TryGetValue(CommitKey, out var commit) ? commit : "";
        if (last.Result != UpdateState.Succeeded)
        {
            throw new EngineError($"the last `up` of {from} failed", $"run `./infra up {from}` again");
        }

        if (last.Environment.TryGetValue("git.dirty", out var dirty) && dirty == "true")
        {
            throw new EngineError($"{from} ran uncommitted changes", $"commit them, and run `./infra up {from}` again");
        }

        var changed = ran.Length == 0 ? ["everything"] : await Git.ChangedFilesAsync(project, ran);
        if (changed.Count > 0)
        {
            throw new EngineError(
                $"{from} ran {(ran.Length == 0 ? "no known commit" : ran[..7])}, and "
                    + $"{Promotion.Summarize(changed)} changed since",
                $"run `./infra up {from}` with this commit first");
        }

        var plans = await Planner.PlanAsync([project.Stack(from), project.Stack(to)]);
        var promotion = new Promotion(from, ran, Promotion.VersionsOf(plans[0]));
        if (promotion.UntestedVersions(plans[1]).ToList() is { Count: > 0 } untested)
        {
            throw new EngineError($"{to} would run what {from} did not: {string.Join(", ", untested)}",
                "align their services and versions");
        }

        promotion.Write(project, to);
        var file = Promotion.PathOf(project, to);
        await Git.AddAsync(project, file);
        await Git.CommitAsync(project, file, $"promote: {from} {ran[..7]} to {to}");
        shell.Out.WriteLine($"{to} may run {ran[..7]}, which {from} ran; next: git push, then ./infra up {to}");
        return InfraCommand.Success;
    }
}
