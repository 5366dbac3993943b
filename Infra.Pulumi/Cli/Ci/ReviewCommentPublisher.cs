using Infra.Planning.Reviews;

namespace Infra.Cli.Ci;

/// <summary>
/// Writes the review comment after a run of `check`. That run belongs to the change, perhaps a stranger's: its files are only
/// data,
/// and the pull request and the commit are taken from GitHub alone.
/// </summary>
internal static class ReviewCommentPublisher
{
    public static async Task<int> RunAsync(Shell shell, string from)
    {
        var run = WorkflowRun.FromEnvironment();
        using var github = new GitHub(run);
        var checkedRun = run.Event().GetProperty("workflow_run");
        var commit = PullRequest.CommitOf(checkedRun.GetProperty("head_sha").GetString());
        var head = checkedRun.GetProperty("head_repository");
        var branch =
            $"{head.GetProperty("owner").GetProperty("login").GetString()}:{checkedRun.GetProperty("head_branch").GetString()}";
        // GitHub searches by owner and branch, and an organization may own a fork of its own repository.
        var repository = head.GetProperty("full_name").GetString();
        var pull = (await github.OpenPullRequestsAsync(branch))
            .FirstOrDefault(pull => pull.Head == commit && pull.HeadRepository == repository);
        if (pull is null)
        {
            shell.Out.WriteLine($"no open pull request has {commit[..10]} as its last commit: no comment");
            return InfraCommand.Success;
        }

        var folder = Path.Combine(shell.Folder, from);
        if (Find(folder, ReviewCommand.FileName) is not { } review)
        {
            shell.Out.WriteLine("the run has no review: no comment");
            return InfraCommand.Success;
        }

        var comment = new ReviewComment
        {
            Review = Review.Read(review),
            Commit = commit,
            // A fork's run cannot contain a preview of the engine.
            Previews = pull.HeadRepository == run.Repository ? [.. Previews(folder)] : [],
            ReportUrl = $"{run.ServerUrl}/{run.Repository}/actions/runs/{checkedRun.GetProperty("id").GetInt64()}",
        };
        await WriteAsync(github, pull.Number, comment.Write());
        shell.Out.WriteLine($"commented on pull request {pull.Number}");
        return InfraCommand.Success;
    }

    private static async Task WriteAsync(GitHub github, int number, string text)
    {
        var ours = (await github.OurCommentsAsync(number)).FirstOrDefault(comment => ReviewComment.IsReviewComment(comment.Text));
        _ = ours is null ? await github.AddCommentAsync(number, text) : await github.UpdateCommentAsync(ours.Id, text);
    }

    private static IEnumerable<SavedPreview> Previews(string folder) =>
        Files(folder, "preview-*.json").Select(SavedPreview.Read);

    private static string? Find(string folder, string name) =>
        Directory.Exists(folder) ? Files(folder, name).FirstOrDefault() : null;

    // Links are not followed: a stranger may have created them.
    private static IOrderedEnumerable<string> Files(string folder, string name) => Directory
        .EnumerateFiles(folder, name, new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint
        }).Order(StringComparer.Ordinal);
}
