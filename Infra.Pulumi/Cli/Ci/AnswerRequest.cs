using Infra.Planning.Reviews;
using Infra.Settings;

namespace Infra.Cli.Ci;

/// <summary>Decides about a request by comment, and says in the end what became of it.</summary>
internal static class AnswerRequest
{
    public static async Task<int> DecideAsync(Shell shell)
    {
        var run = Run.OfThisProcess();
        using var github = new GitHub(run);
        var (admission, refusal, number) = await Admission.DecideAsync(github, run.Repository, run.Event());
        if (admission is null)
        {
            shell.Out.WriteLine(refusal ?? "this comment asks for nothing, or not by somebody who may");
            if (refusal is not null)
            {
                await github.SayAsync(number, Reply.Refused(refusal));
            }

            return InfraCommand.Fine;
        }

        var reply = await github.SayAsync(number, Reply.Started(admission, run.Url));
        run.Hand("operation", admission.Request.Operation);
        run.Hand("target", admission.Request.Target);
        run.Hand("stack", admission.Request.Stack);
        run.Hand("environment", admission.Request.Environment);
        run.Hand("commit", admission.Commit);
        run.Hand("reply", $"{reply.Id}");
        shell.Out.WriteLine($"{admission.Request} at {admission.Commit}");
        return InfraCommand.Fine;
    }

    public static async Task<int> EndAsync(Shell shell, string from)
    {
        var run = Run.OfThisProcess();
        var request = new Request(Handed("OPERATION"), Handed("TARGET"), Handed("STACK"));
        var commit = PullRequest.CommitOf(Handed("COMMIT"));
        var folder = Path.Combine(shell.Folder, from);
        var (note, preview) = (Path.Combine(folder, NotedRun.NoteOf(request.Operation, request.Stack)), Path.Combine(folder, NotedRun.PreviewOf(request.Stack)));
        using var github = new GitHub(run);
        await github.SayAnewAsync(
            long.TryParse(Handed("REPLY"), out var reply) ? reply : throw new UserError("REPLY is no number", "`ci request` hands it on"),
            Reply.Ended(request, commit, File.Exists(note) ? RunNote.Read(note) : null, File.Exists(preview) ? WrittenPreview.Read(preview) : null, run.Url));
        return InfraCommand.Fine;
    }

    private static string Handed(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : throw new UserError($"{variable} is not set", "`ci request` hands it on");
}
