using Infra.Planning;
using Infra.Planning.Reviews;

namespace Infra.Cli.Ci;

/// <summary>The reply to a request. It is updated with the result.</summary>
internal static class Reply
{
    public static string Started(Admission admission, string runUrl) =>
        $"{MarkdownText.Code(admission.Request.ToString())} at {admission.Commit[..10]} is running: [details]({runUrl})\n";

    public static string Rejected(string why) => $"Rejected: {why}\n";

    /// <param name="result">Null if the run could not write it: cancelled, rejected by the environment, or lost.</param>
    /// <param name="preview">The preview of the engine, if the operation wrote one.</param>
    public static string Completed(Request request, string commit, RunResult? result, SavedPreview? preview, string runUrl)
    {
        var what = MarkdownText.Code(request.ToString());
        var how = result switch { null => "did not finish", { Succeeded: true } => "succeeded", _ => "failed" };
        var mark = result is { Succeeded: true } && preview is { Problem: null }
            ? $"{ReviewMark.Write(commit, [request.Stack])}\n" : "";
        var next = mark.Length > 0
            ? $"\n{MarkdownText.Code($"/{Request.Up} {request.Target}")} applies this preview. A new push invalidates it.\n" : "";
        return $"{mark}{what} at {commit[..10]} {how}: [the run]({runUrl})\n"
            + (preview is null ? "" : $"\n{ReviewComment.PreviewLines(preview)}\n")
            + (result is null ? "" : Details(result))
            + next;
    }

    private static string Details(RunResult result) =>
        $"\n<details{(result.Succeeded ? "" : " open")}><summary>Output</summary>\n\n"
        + $"{string.Join('\n', result.CodeBlock())}\n\n</details>\n";
}
