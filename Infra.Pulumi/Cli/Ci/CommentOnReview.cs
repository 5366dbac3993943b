using Infra.Planning.Reviews;

namespace Infra.Cli.Ci;

/// <summary>
/// Writes the comment after a run of `check`. That run belongs to the change, perhaps a stranger's: its files are data, and which pull
/// request and which commit they are about is taken from GitHub alone.
/// </summary>
internal static class CommentOnReview
{
    public static async Task<int> RunAsync(Shell shell, string from)
    {
        var run = Run.OfThisProcess();
        using var github = new GitHub(run);
        var checkedRun = run.Event().GetProperty("workflow_run");
        var commit = PullRequest.CommitOf(checkedRun.GetProperty("head_sha").GetString());
        var head = checkedRun.GetProperty("head_repository");
        var branch = $"{head.GetProperty("owner").GetProperty("login").GetString()}:{checkedRun.GetProperty("head_branch").GetString()}";
        // GitHub finds by owner and branch, and an organisation may own a fork of its own repository.
        var repository = head.GetProperty("full_name").GetString();
        var pull = (await github.OpenPullRequestsAsync(branch)).FirstOrDefault(pull => pull.Head == commit && pull.HeadRepository == repository);
        if (pull is null)
        {
            shell.Out.WriteLine($"no open pull request has {commit[..10]} as its last commit: nothing to say");
            return InfraCommand.Fine;
        }

        var folder = Path.Combine(shell.Folder, from);
        if (Find(folder, ReviewCommand.FileName) is not { } review)
        {
            shell.Out.WriteLine("the run made no review: nothing to say");
            return InfraCommand.Fine;
        }

        var comment = new ReviewComment
        {
            Review = Review.Read(review),
            Commit = commit,
            // A stranger's run cannot have had the engine's word.
            Previews = pull.HeadRepository == run.Repository ? [.. Previews(folder)] : [],
            ReportUrl = $"{run.ServerUrl}/{run.Repository}/actions/runs/{checkedRun.GetProperty("id").GetInt64()}",
        };
        await WriteAsync(github, pull.Number, comment.Write());
        shell.Out.WriteLine($"commented on pull request {pull.Number}");
        return InfraCommand.Fine;
    }

    private static async Task WriteAsync(GitHub github, int number, string text)
    {
        var ours = (await github.OurCommentsAsync(number)).FirstOrDefault(comment => ReviewComment.Is(comment.Text));
        _ = ours is null ? await github.SayAsync(number, text) : await github.SayAnewAsync(ours.Id, text);
    }

    private static IEnumerable<WrittenPreview> Previews(string folder) =>
        Files(folder, "preview-*.json").Select(WrittenPreview.Read);

    private static string? Find(string folder, string name) => Directory.Exists(folder) ? Files(folder, name).FirstOrDefault() : null;

    // A link that a stranger left leads nowhere, and never in circles.
    private static IOrderedEnumerable<string> Files(string folder, string name) => Directory
        .EnumerateFiles(folder, name, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).Order(StringComparer.Ordinal);
}
