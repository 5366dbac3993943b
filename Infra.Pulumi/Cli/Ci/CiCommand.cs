using System.CommandLine;
using Infra.Engine;

namespace Infra.Cli.Ci;

/// <summary>`infra ci`: the commands of the workflows in .github/workflows, which contain no logic.</summary>
internal static class CiCommand
{
    public static Command Create(Shell shell) =>
        new("ci", "Commands for the workflows in GitHub Actions: the review comment on a pull "
            + "request, requests by comment, the nightly report.")
        {
            Comment(shell), Request(shell), RunOne(shell), Answer(shell), Promoted(shell), Report(shell),
        };

    private static Command Comment(Shell shell)
    {
        var from = FromOption("The folder with the artifacts of the run: review.json and preview-STACK.json, in any subfolder.");
        var command = new Command(
            "comment", "Create or update the review comment on a pull request. Runs after `check`, "
                + "with the program of the main branch.") { from };
        command.SetAction(parsed => ReadAsync(() => ReviewCommentPublisher.RunAsync(shell, parsed.GetValue(from)!)));
        return command;
    }

    private static Command Request(Shell shell)
    {
        var command = new Command(
            "request", "Read a new comment, decide about its request, answer it, and set the outputs operation, target, stack, "
            + "environment, commit and reply.");
        command.SetAction(_ => ReadAsync(() => RequestHandler.DecideAsync(shell)));
        return command;
    }

    private static Command RunOne(Shell shell)
    {
        var operation = new Argument<string>("operation") { Description = "The operation." };
        operation.AcceptOnlyFromAmong(CiOperation.Operations);
        var stack = new Argument<string>("stack")
        {
            Description = "The stack, for operations on a stack.",
            Arity = ArgumentArity.ZeroOrOne
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = "The folder for the result file.",
            HelpName = "folder",
            Required = true
        };
        var command = new Command(
            "run", "Run one operation, and write its exit code and last output to a result file.") { operation, stack, output };
        command.SetAction(
            parsed => CiOperation.RunAsync(shell, parsed.GetValue(operation)!, parsed.GetValue(stack), parsed.GetValue(output)!));
        return command;
    }

    private static Command Answer(Shell shell)
    {
        var from = FromOption("The folder with the result file.");
        var command = new Command(
            "answer", "Write the result of a request into its reply. Reads OPERATION, TARGET, STACK, COMMIT and REPLY, the "
                + "outputs of `request`, from the environment.") { from };
        command.SetAction(parsed => ReadAsync(() => RequestHandler.ReportResultAsync(shell, parsed.GetValue(from)!)));
        return command;
    }

    private static Command Promoted(Shell shell)
    {
        var command = new Command("promoted", "Set the output `prod=true` if this push promotes a commit to prod.");
        command.SetAction(_ => ReadAsync(() => PromotionCheck.RunAsync(shell)));
        return command;
    }

    private static Command Report(Shell shell)
    {
        var from = FromOption("The folder with the result files of the night.");
        var command = new Command(
            "report", "Keep one issue with the results of the night. It is closed when all checks pass.") { from };
        command.SetAction(parsed => ReadAsync(() => NightlyReport.RunAsync(shell, parsed.GetValue(from)!)));
        return command;
    }

    // GitHub's JSON is not validated: a missing field throws.
    private static async Task<int> ReadAsync(Func<Task<int>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception problem) when (problem is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new EngineError($"unexpected JSON from GitHub ({problem.Message})",
                "call this command only for the event that it supports");
        }
    }

    private static Option<string> FromOption(string description) =>
        new("--from") { Description = description, HelpName = "folder", Required = true };
}
