using System.CommandLine;
using Infra.Engine;
using Infra.Settings;
using Spectre.Console;
using Progress = Infra.Engine.Progress;

namespace Infra.Cli;

/// <summary>Helpers for the commands that run the engine.</summary>
internal static class EngineCommand
{
    private const string Stopping =
        ": stopping after the running steps; press Ctrl-C again to stop at once, which may lose track of them";
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(150);

    public static Argument<string> StackArgument() =>
        new("stack") { Description = "The stack: dev, ci, staging, prod or test-pr-NUMBER." };

    public static Option<bool> YesOption(string meaning) => new("--yes", "-y") { Description = meaning };

    public static Option<string[]> OnlyOption() =>
        new("--only") { Description = "Update only this resource, by URN. Repeat the option for more.", HelpName = "urn" };

    /// <param name="createsStack">Whether the command creates the stack and its file.</param>
    public static async Task<EngineStack> OpenAsync(
        Shell shell, string stack, Interruption interruption, bool createsStack = false)
    {
        var opened = await EngineStack.OpenAsync(Project.Find(shell.Folder), stack, interruption);
        if (!shell.HasTerminal)
        {
            interruption.Requested += () => shell.Error.WriteLine($"infra{Stopping}");
        }

        if (createsStack && opened.NewFile is { } file)
        {
            shell.Error.WriteLine($"infra: created {Path.GetFileName(file)} from its template in stacks/; git ignores it");
        }

        return opened;
    }

    /// <summary>Shows an operation while it runs: as a live tree on a terminal, else as log lines.</summary>
    public static async Task<T> WatchAsync<T>(
        Shell shell, EngineStack engine, string doing, Progress progress, bool isPreview, Func<Task<T>> operate)
    {
        if (!shell.HasTerminal)
        {
            using var lines = new ProgressLines(progress, shell.Out, isPreview);
            return await operate();
        }

        var work = operate();
        await shell.Console.Live(new Text("")).AutoClear(true).StartAsync(async live =>
        {
            while (!work.IsCompleted)
            {
                live.UpdateTarget(ProgressTree.Draw($"{doing} {engine.Name}{(engine.IsStopping ? Stopping : "")}", progress,
                    shell.Console.Profile.Height - 1));
                await Task.WhenAny(work, Task.Delay(RefreshInterval));
            }
        });
        return await work;
    }

    public static Task WatchAsync(Shell shell, EngineStack engine, string doing, Progress progress, bool isPreview,
        Func<Task> operate) =>
        WatchAsync(shell, engine, doing, progress, isPreview, async () =>
        {
            await operate();
            return true;
        });

    /// <summary>Asks on a terminal. Without one, <paramref name="withoutTerminal"/> is the answer.</summary>
    public static bool Confirm(Shell shell, string question, bool yes, bool withoutTerminal) =>
        yes || (shell.HasTerminal ? shell.Console.Confirm(Markup.Escape(question), defaultValue: false) : withoutTerminal);
}
