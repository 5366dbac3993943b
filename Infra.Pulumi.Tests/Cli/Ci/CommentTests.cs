using System.Text.Json.Nodes;
using Infra.Planning.Reviews;
using Infra.Settings;
using static Infra.Tests.Planning.Reviews.AnyWritten;

namespace Infra.Tests.Cli.Ci;

[Collection("TakesTurns")]
public sealed class CommentTests : IDisposable
{
    private readonly AnyGitHub _github = new();

    [Fact]
    public async Task A_review_becomes_one_comment_and_the_next_one_takes_its_place()
    {
        await Comment("ann", "change");
        _github.Write("found/review/review.json", (Review(Stack("prod")) with { Base = "another" }).ToJson());

        await _github.Run("ci comment --from found");

        Assert.Contains("against another", Assert.Single(_github.Comments)["body"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_comment_is_never_written_over()
    {
        _github.Said($"{ReviewMark.Write(AnyGitHub.Head, [])}\n### mine", login: "eve");

        await Comment("ann", "change");

        Assert.Equal(2, _github.Comments.Count);
    }

    [Fact]
    public async Task A_reply_to_a_request_is_not_taken_for_the_review()
    {
        _github.Said($"{ReviewMark.Write(AnyGitHub.Head, ["prod"])}\n`/preview prod` at …");

        await Comment("ann", "change");

        Assert.Equal(2, _github.Comments.Count);
    }

    [Fact]
    public async Task A_preview_of_the_engine_lets_that_commit_be_brought_up()
    {
        _github.Write("found/preview-staging/preview-staging.json", new WrittenPreview { Stack = "staging", Summary = "1 to create" }.ToJson());

        await Comment("ann", "change");

        Assert.Equal((AnyGitHub.Head, "staging"), (Mark.Commit, string.Join(' ', Mark.Previewed)));
    }

    [Fact]
    public async Task A_forks_run_cannot_claim_a_preview()
    {
        _github.Write("found/preview-prod/preview-prod.json", new WrittenPreview { Stack = "prod", Summary = "1 to create" }.ToJson());

        await Comment("eve", "change");

        Assert.Empty(Mark.Previewed);
    }

    [Fact]
    public async Task A_run_in_another_repository_of_the_same_owner_is_a_forks_too()
    {
        _github.Write("found/review/review.json", Review(Stack("prod")).ToJson());
        _github.Write("found/preview-prod/preview-prod.json", new WrittenPreview { Stack = "prod", Summary = "1 to create" }.ToJson());
        Happened("ann", "change", repository: "fork");

        await _github.Run("ci comment --from found");

        Assert.Empty(_github.Comments);
    }

    [Fact]
    public async Task A_link_that_a_stranger_left_is_not_followed()
    {
        _github.Write("elsewhere/review.json", Review(Stack("prod")).ToJson());
        _github.Write("found/readme", "");
        File.CreateSymbolicLink(Path.Combine(_github.Folder, "found", "review.json"), Path.Combine(_github.Folder, "elsewhere", "review.json"));
        Directory.CreateSymbolicLink(Path.Combine(_github.Folder, "found", "review"), Path.Combine(_github.Folder, "elsewhere"));
        Happened("ann", "change");

        var (code, said, _) = await _github.Run("ci comment --from found");

        Assert.Equal((0, "the run made no review: nothing to say\n"), (code, said));
    }

    [Fact]
    public async Task A_run_of_a_commit_that_is_not_the_last_any_more_says_nothing()
    {
        _github.PullRequests[0]["head"]!["sha"] = AnyGitHub.Newer;

        var (code, said, _) = await Comment("ann", "change");

        Assert.Equal((0, "no open pull request has aaaaaaaaaa as its last commit: nothing to say\n", 0), (code, said, _github.Comments.Count));
    }

    [Fact]
    public async Task A_branch_with_a_hostile_name_finds_nobody_elses_pull_request()
    {
        await Comment("ann", "change&state=closed#");

        Assert.Empty(_github.Comments);
    }

    [Fact]
    public async Task A_run_without_a_review_says_nothing()
    {
        Happened("ann", "change");

        var (code, said, _) = await _github.Run("ci comment --from nowhere");

        Assert.Equal((0, "the run made no review: nothing to say\n"), (code, said));
    }

    [Fact]
    public async Task A_review_that_is_none_is_refused_by_name()
    {
        Happened("ann", "change");
        _github.Write("found/review.json", "{\"base\":[]}");

        var (code, _, error) = await _github.Run("ci comment --from found");

        Assert.Equal((2, "infra: FOLDER/found/review.json is no review (look at $.base); `./infra review --output FOLDER` writes one\n"), (code, error));
    }

    [Theory]
    [InlineData("$(id)")]
    [InlineData("")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nprod=true")]
    [InlineData("--upload-pack=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_commit_that_is_none_goes_no_further(string commit)
    {
        Happened("ann", "change", commit);

        var (code, _, error) = await _github.Run("ci comment --from found");

        Assert.Equal((1, "infra: GitHub named a commit that is none; run this job again\n"), (code, error));
    }

    [Fact]
    public void What_is_handed_on_cannot_name_another_value()
    {
        var refused = Assert.Throws<UserError>(() => Infra.Cli.Ci.Run.OfThisProcess().Hand("stack", "staging\nenvironment=prod"));

        Assert.Equal(("the value of stack has control characters; this cannot be handed on", ""), (refused.Message, _github.Handed));
    }

    [Fact]
    public async Task Outside_of_a_workflow_it_says_what_is_missing()
    {
        _github.Set("GITHUB_EVENT_PATH", null);

        var (code, _, error) = await _github.Run("ci comment --from found");

        Assert.Equal((2, "infra: GITHUB_EVENT_PATH is not set; this command runs inside GitHub Actions; give its step GITHUB_TOKEN from `github.token`\n"), (code, error));
    }

    public void Dispose() => _github.Dispose();

    private ReviewMark Mark => ReviewMark.Read(_github.Comments[^1]["body"]!.ToString())!;

    private Task<(int Code, string Out, string Error)> Comment(string owner, string branch)
    {
        _github.Write("found/review/review.json", Review(Stack("prod")).ToJson());
        Happened(owner, branch);
        return _github.Run("ci comment --from found");
    }

    private void Happened(string owner, string branch, string? commit = null, string repository = "infra") => _github.Happened("workflow_run", new()
    {
        ["workflow_run"] = new JsonObject
        {
            ["head_sha"] = commit ?? AnyGitHub.Head,
            ["head_branch"] = branch,
            ["head_repository"] = new JsonObject { ["full_name"] = $"{owner}/{repository}", ["owner"] = new JsonObject { ["login"] = owner } },
        },
    });
}
