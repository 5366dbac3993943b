using Infra.Planning.Reviews;
using Infra.Settings;

namespace Infra.Cli.Ci;

/// <summary>Decides about a request by comment, and reports its result.</summary>
internal static class RequestHandler
{
    public static async Task<int> DecideAsync(Shell shell)
    {
        var run = WorkflowRun.FromEnvironment();
        using var github = new GitHub(run);
        var (admission, refusal, number) = await Admission.DecideAsync(github, run.Repository, run.Event());
        if (admission is null)
        {
            shell.Out.WriteLine(refusal ?? "this comment is not a request of a user with write access");
            if (refusal is not null)
            {
                await github.AddCommentAsync(number, Reply.Rejected(refusal));
            }

            return InfraCommand.Success;
        }

        var reply = await github.AddCommentAsync(number, Reply.Started(admission, run.Url));
        run.SetOutput("operation", admission.Request.Operation);
        run.SetOutput("target", admission.Request.Target);
        run.SetOutput("stack", admission.Request.Stack);
        run.SetOutput("environment", admission.Request.Environment);
        run.SetOutput("commit", admission.Commit);
        run.SetOutput("reply", $"{reply.Id}");
        shell.Out.WriteLine($"{admission.Request} at {admission.Commit}");
        return InfraCommand.Success;
    }

    public static async Task<int> ReportResultAsync(Shell shell, string from)
    {
        var run = WorkflowRun.FromEnvironment();
        var request = new Request(RequiredVariable("OPERATION"), RequiredVariable("TARGET"), RequiredVariable("STACK"));
        var commit = PullRequest.CommitOf(RequiredVariable("COMMIT"));
        var folder = Path.Combine(shell.Folder, from);
        var (result, preview) = (Path.Combine(folder, CiOperation.ResultFile(request.Operation, request.Stack)),
            Path.Combine(folder, CiOperation.PreviewFile(request.Stack)));
        using var github = new GitHub(run);
        await github.UpdateCommentAsync(
            long.TryParse(RequiredVariable("REPLY"), out var reply) ? reply
                : throw new UserError("REPLY is not a number", "pass the output of `ci request`"),
            Reply.Completed(request, commit, File.Exists(result) ? RunResult.Read(result) : null, File.Exists(preview)
                ? SavedPreview.Read(preview) : null, run.Url));
        return InfraCommand.Success;
    }

    private static string RequiredVariable(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value
            : throw new UserError($"{variable} is not set", "pass the output of `ci request`");
}
