using System.CommandLine;
using Infra.Engine;
using Infra.Planning;
using Infra.Settings;
using Pulumi.Automation;

namespace Infra.Cli;

/// <summary>`infra promote`: lets prod take what staging ran.</summary>
internal static class PromoteCommand
{
    private const string CommitKey = "git.head";

    public static Command Create(Shell shell)
    {
        var from = new Argument<string>("from") { Description = "The stack that ran it.", DefaultValueFactory = _ => "staging" };
        var to = new Argument<string>("to") { Description = "The stack that may take it.", DefaultValueFactory = _ => "prod" };
        var command = new Command("promote", "Let prod take what staging ran: checks that staging's last `up` succeeded with this very commit and the "
            + "same versions, and commits that as stacks/promoted.prod.yaml. `up prod` then refuses anything else.")
            { from, to };
        command.SetAction(parsed => RunAsync(shell, parsed.GetValue(from)!, parsed.GetValue(to)!));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, string from, string to)
    {
        var project = Project.Find(shell.Folder);
        if (await Git.UncommittedAsync(project) is { Count: > 0 } uncommitted)
        {
            throw new EngineError($"there are changes that are not committed ({Promotion.Some(uncommitted)})", "commit or stash them: what is promoted must be a commit");
        }

        using var interruption = Interruption.Watch();
        var engine = await EngineRun.OpenAsync(shell, from, interruption);
        var last = (await engine.HistoryAsync()).FirstOrDefault(update => update.Kind == UpdateKind.Update)
            ?? throw new EngineError($"{from} was never brought up", $"`./infra up {from}` first");
        var ran = last.Environment.TryGetValue(CommitKey, out var commit) ? commit : "";
        if (last.Result != UpdateState.Succeeded)
        {
            throw new EngineError($"the last `up` of {from} did not succeed", $"`./infra up {from}` until it does");
        }

        if (last.Environment.TryGetValue("git.dirty", out var dirty) && dirty == "true")
        {
            throw new EngineError($"{from} ran something that was not committed", $"commit what it should run, and `./infra up {from}` with that");
        }

        var changed = ran.Length == 0 ? ["everything"] : await Git.ChangedSinceAsync(project, ran);
        if (changed.Count > 0)
        {
            throw new EngineError($"{from} ran {(ran.Length == 0 ? "no known commit" : ran[..7])}, and {Promotion.Some(changed)} changed since",
                $"`./infra up {from}` with this commit first");
        }

        var plans = await Planner.PlanAsync([project.Stack(from), project.Stack(to)]);
        var promotion = new Promotion(from, ran, Promotion.VersionsOf(plans[0]));
        if (promotion.Untried(plans[1]).ToList() is { Count: > 0 } untried)
        {
            throw new EngineError($"{to} would run what {from} did not: {string.Join(", ", untried)}", "give both the same services and versions");
        }

        promotion.Write(project, to);
        var file = Promotion.PathOf(project, to);
        await Git.AddAsync(project, file);
        await Git.CommitAsync(project, file, $"promote: {from} {ran[..7]} to {to}");
        shell.Out.WriteLine($"{to} may take {ran[..7]}, which {from} ran; next: git push, then ./infra up {to}");
        return InfraCommand.Fine;
    }
}
