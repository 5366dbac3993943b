using System.CommandLine;
using Infra.Engine;

namespace Infra.Cli.Ci;

/// <summary>`infra ci`: what the workflows in .github/workflows call. They decide nothing themselves.</summary>
internal static class CiCommand
{
    public static Command Create(Shell shell) =>
        new("ci", "What the workflows call, inside GitHub Actions: the comment under a pull request, requests by comment, the nightly report.")
        {
            Comment(shell), Request(shell), RunOne(shell), Answer(shell), Promoted(shell), Report(shell),
        };

    private static Command Comment(Shell shell)
    {
        var from = FromOption("The folder with the artifacts of the run: review.json and preview-STACK.json, in folders of their own or not.");
        var command = new Command("comment", "Write the one comment under a pull request, or write it anew. Called after a run of `check`, with the program of the main branch.") { from };
        command.SetAction(parsed => ReadAsync(() => CommentOnReview.RunAsync(shell, parsed.GetValue(from)!)));
        return command;
    }

    private static Command Request(Shell shell)
    {
        var command = new Command("request", "Read the comment that was written, decide whether it may have what it asks for, answer it, and hand operation, stack, "
            + "environment, commit and reply to the next jobs.");
        command.SetAction(_ => ReadAsync(() => AnswerRequest.DecideAsync(shell)));
        return command;
    }

    private static Command RunOne(Shell shell)
    {
        var operation = new Argument<string>("operation") { Description = "What to do." };
        operation.AcceptOnlyFromAmong(NotedRun.Operations);
        var stack = new Argument<string>("stack") { Description = "The stack, for what works on one.", Arity = ArgumentArity.ZeroOrOne };
        var output = new Option<string>("--output", "-o") { Description = "The folder to write a note of the run into.", HelpName = "folder", Required = true };
        var command = new Command("run", "Run one operation and write a note of its end and its last words.") { operation, stack, output };
        command.SetAction(parsed => NotedRun.RunAsync(shell, parsed.GetValue(operation)!, parsed.GetValue(stack), parsed.GetValue(output)!));
        return command;
    }

    private static Command Answer(Shell shell)
    {
        var from = FromOption("The folder with what the run left.");
        var command = new Command("answer", "Write into the reply what became of a request. Takes OPERATION, TARGET, STACK, COMMIT and REPLY from the environment, as `request` handed them on.") { from };
        command.SetAction(parsed => ReadAsync(() => AnswerRequest.EndAsync(shell, parsed.GetValue(from)!)));
        return command;
    }

    private static Command Promoted(Shell shell)
    {
        var command = new Command("promoted", "Hand on `prod=true` when this push promotes something to prod.");
        command.SetAction(_ => ReadAsync(() => NightAndPush.PromotedAsync(shell)));
        return command;
    }

    private static Command Report(Shell shell)
    {
        var from = FromOption("The folder with the notes of the night's runs.");
        var command = new Command("report", "Keep one issue that says what the night found; it is closed when all is well.") { from };
        command.SetAction(parsed => ReadAsync(() => NightAndPush.ReportAsync(shell, parsed.GetValue(from)!)));
        return command;
    }

    // What GitHub sends is JSON of a form that only its documentation knows.
    private static async Task<int> ReadAsync(Func<Task<int>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception problem) when (problem is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new EngineError($"GitHub's event or answer has another form than expected ({problem.Message})", "check that the workflow calls this for the event it is meant for");
        }
    }

    private static Option<string> FromOption(string description) => new("--from") { Description = description, HelpName = "folder", Required = true };
}
