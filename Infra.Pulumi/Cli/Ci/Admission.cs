using System.Text.Json;
using Infra.Planning;
using Infra.Planning.Reviews;

namespace Infra.Cli.Ci;

/// <summary>An admitted request, and the commit that it applies to.</summary>
internal sealed record Admission(Request Request, string Commit)
{
    /// <summary>
    /// Decides about a comment. A comment that is not a request, or of a user without write access, gets no answer: a stranger
    /// must not
    /// make us post. A user with write access gets the reason for a refusal.
    /// </summary>
    public static async Task<(Admission? Admitted, string? Refusal, int Number)> DecideAsync(
        GitHub github, string repository, JsonElement said)
    {
        var (issue, comment) = (said.GetProperty("issue"), said.GetProperty("comment"));
        var number = issue.GetProperty("number").GetInt32();
        var author = comment.GetProperty("user");
        var (request, wrong) = Request.Read(comment.GetProperty("body").GetString() ?? "", number);
        var isNew = said.GetProperty("action").GetString() == "created"; // somebody else may have edited the comment
        if (!isNew || !issue.TryGetProperty("pull_request", out _) || (request is null && wrong is null)
            || author.GetProperty("type").GetString() != "User"
            || !await github.CanWriteAsync(author.GetProperty("login").GetString()!))
        {
            return (null, null, number);
        }

        if (request is null)
        {
            return (null, wrong, number);
        }

        var (commit, why) = await CommitAsync(github, repository, await github.PullRequestAsync(number), request);
        return commit is null ? (null, why, number) : (new(request, commit), null, number);
    }

    private static async Task<(string? Commit, string? Refusal)> CommitAsync(
        GitHub github, string repository, PullRequest pull, Request request)
    {
        if (pull.HeadRepository != repository)
        {
            return (null,
                "this change comes from a fork, and a fork never runs with our secrets; review it, "
                    + "then push it to a branch of this repository");
        }

        if (request.Operation == Request.Destroy)
        {
            return (await github.BranchHeadAsync(pull.BaseBranch), null); // destroy does not need the change itself
        }

        if (!pull.IsOpen && (pull.Merged is null || request.IsForTest))
        {
            return (null, "this pull request is closed");
        }

        var commit = pull.Merged ?? pull.Head;
        if (pull.Merged is not null && await github.BranchHeadAsync(pull.BaseBranch) is var tip && tip != commit)
        {
            return (null, $"{MarkdownText.Code(pull.BaseBranch)} has moved on to {tip[..10]} since this merge; "
                + "comment on the latest merged pull request");
        }

        var previewed = (await github.OurCommentsAsync(pull.Number)).Select(ours => ReviewMark.Read(ours.Text))
            .OfType<ReviewMark>()
            .Where(mark => mark.Previewed.Contains(request.Stack)).Select(mark => mark.Commit).ToList();
        if (request.Operation == Request.Preview || previewed.Contains(commit))
        {
            return (commit, null);
        }

        var problem = previewed.Count == 0
            ? "there is no preview yet"
            : $"the preview is of {previewed[^1][..10]}, and {commit[..10]} was pushed since";
        return (null, $"{problem}; run `/preview {request.Target}` first, and review it");
    }
}
