using Infra.Planning;
using Infra.Planning.Reviews;

namespace Infra.Cli.Ci;

/// <summary>The answer under a request, which follows its run.</summary>
internal static class Reply
{
    public static string Started(Admission admission, string runUrl) =>
        $"{MarkdownText.Code(admission.Request.ToString())} at {admission.Commit[..10]} is running: [follow it]({runUrl})\n";

    public static string Refused(string why) => $"Not done: {why}\n";

    /// <param name="note">Null where the run ended before it could write one: cancelled, refused by the environment, or lost.</param>
    /// <param name="preview">What the engine would do, after a preview that came to its end.</param>
    public static string Ended(Request request, string commit, RunNote? note, WrittenPreview? preview, string runUrl)
    {
        var (what, how) = (MarkdownText.Code(request.ToString()), note switch { null => "did not run to its end", { IsFine: true } => "is done", _ => "failed" });
        var mark = note is { IsFine: true } && preview is { Problem: null } ? $"{ReviewMark.Write(commit, [request.Stack])}\n" : "";
        var next = mark.Length > 0 ? $"\n{MarkdownText.Code($"/{Request.Up} {request.Target}")} does this; a new push voids it.\n" : "";
        return $"{mark}{what} at {commit[..10]} {how}: [the run]({runUrl})\n"
            + (preview is null ? "" : $"\n{ReviewComment.Of(preview)}\n")
            + (note is null ? "" : $"\n<details{(note.IsFine ? "" : " open")}><summary>Its last words</summary>\n\n{string.Join('\n', note.Block())}\n\n</details>\n")
            + next;
    }
}
