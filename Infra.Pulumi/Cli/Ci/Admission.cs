using System.Text.Json;
using Infra.Planning;
using Infra.Planning.Reviews;

namespace Infra.Cli.Ci;

/// <summary>A request that may run, and the commit that it is bound to.</summary>
internal sealed record Admission(Request Request, string Commit)
{
    /// <summary>
    /// Decides about a comment. No answer at all for what is no request or comes from somebody who may not write: a stranger shall not
    /// make us talk. Whoever may write hears why not.
    /// </summary>
    public static async Task<(Admission? Admitted, string? Refusal, int Number)> DecideAsync(GitHub github, string repository, JsonElement said)
    {
        var (issue, comment) = (said.GetProperty("issue"), said.GetProperty("comment"));
        var number = issue.GetProperty("number").GetInt32();
        var author = comment.GetProperty("user");
        var (request, wrong) = Request.Read(comment.GetProperty("body").GetString() ?? "", number);
        var isNew = said.GetProperty("action").GetString() == "created"; // an edited comment may have been somebody else's words
        if (!isNew || !issue.TryGetProperty("pull_request", out _) || (request is null && wrong is null)
            || author.GetProperty("type").GetString() != "User" || !await github.MayWriteAsync(author.GetProperty("login").GetString()!))
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

    private static async Task<(string? Commit, string? Refusal)> CommitAsync(GitHub github, string repository, PullRequest pull, Request request)
    {
        if (pull.HeadRepository != repository)
        {
            return (null, "this change comes from another repository, and nothing of it runs with our secrets; push it to a branch here once you have read it");
        }

        if (request.Operation == Request.Destroy)
        {
            return (await github.TipOfAsync(pull.BaseBranch), null); // destroying needs no word of the change itself
        }

        if (!pull.IsOpen && (pull.Merged is null || request.IsForTest))
        {
            return (null, "this pull request is closed");
        }

        var commit = pull.Merged ?? pull.Head;
        if (pull.Merged is not null && await github.TipOfAsync(pull.BaseBranch) is var tip && tip != commit)
        {
            return (null, $"{MarkdownText.Code(pull.BaseBranch)} has moved on to {tip[..10]} since this was merged; ask under the last one that was");
        }

        var previewed = (await github.OurCommentsAsync(pull.Number)).Select(ours => ReviewMark.Read(ours.Text)).OfType<ReviewMark>()
            .Where(mark => mark.Previewed.Contains(request.Stack)).Select(mark => mark.Commit).ToList();
        return request.Operation == Request.Preview || previewed.Contains(commit) ? (commit, null)
            : (null, $"{(previewed.Count == 0 ? "nothing was previewed yet" : $"what was previewed is {previewed[^1][..10]}, and {commit[..10]} was pushed since")}; "
                + $"`/preview {request.Target}` first, and look at it");
    }
}
