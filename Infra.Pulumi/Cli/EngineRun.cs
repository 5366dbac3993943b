using System.CommandLine;
using Infra.Engine;
using Infra.Settings;
using Spectre.Console;
using Progress = Infra.Engine.Progress;

namespace Infra.Cli;

/// <summary>What the commands that drive the engine have in common.</summary>
internal static class EngineRun
{
    private const string Stopping = ": stopping when what is under way is done; once more stops at once and may lose track of it";
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(150);

    public static Argument<string> StackArgument() => new("stack") { Description = "The stack: dev, ci, staging, prod or test-pr-NUMBER." };

    public static Option<bool> YesOption(string meaning) => new("--yes", "-y") { Description = meaning };

    public static Option<string[]> OnlyOption() => new("--only") { Description = "Work on this resource alone, by URN. Say it again for each further one.", HelpName = "urn" };

    /// <param name="makes">Whether it is what makes the stack and its file, where there is neither.</param>
    public static async Task<EngineStack> OpenAsync(Shell shell, string stack, Interruption interruption, bool makes = false)
    {
        var opened = await EngineStack.OpenAsync(Project.Find(shell.Folder), stack, interruption);
        if (!shell.HasTerminal)
        {
            interruption.Requested += () => shell.Error.WriteLine($"infra{Stopping}");
        }

        if (makes && opened.NewFile is { } file)
        {
            shell.Error.WriteLine($"infra: made {Path.GetFileName(file)} from its template in stacks/; it is this machine's own, git ignores it");
        }

        return opened;
    }

    /// <summary>Shows an operation while it runs: as a tree where somebody watches, as lines where a file or a log does.</summary>
    public static async Task<T> WatchAsync<T>(Shell shell, EngineStack engine, string doing, Progress progress, bool isPreview, Func<Task<T>> operate)
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
                live.UpdateTarget(ProgressTree.Draw($"{doing} {engine.Name}{(engine.IsStopping ? Stopping : "")}", progress, shell.Console.Profile.Height - 1));
                await Task.WhenAny(work, Task.Delay(Frame));
            }
        });
        return await work;
    }

    public static Task WatchAsync(Shell shell, EngineStack engine, string doing, Progress progress, bool isPreview, Func<Task> operate) =>
        WatchAsync(shell, engine, doing, progress, isPreview, async () =>
        {
            await operate();
            return true;
        });

    /// <summary>Asks on a terminal; elsewhere nobody can be asked, and <paramref name="unasked"/> is the answer.</summary>
    public static bool Confirm(Shell shell, string question, bool yes, bool unasked) =>
        yes || (shell.HasTerminal ? shell.Console.Confirm(Markup.Escape(question), defaultValue: false) : unasked);
}
