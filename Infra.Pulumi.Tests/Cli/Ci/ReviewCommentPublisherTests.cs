using System.Text.Json.Nodes;
using Infra.Planning.Reviews;
using Infra.Settings;
using static Infra.Tests.Planning.Reviews.AnySaved;

namespace Infra.Tests.Cli.Ci;

[Collection("TakesTurns")]
public sealed class ReviewCommentPublisherTests : IDisposable
{
    private readonly AnyGitHub _github = new();

    [Fact]
    public async Task Next_review_updates_the_comment()
    {
        await Comment("ann", "change");
        _github.Write("found/review/review.json", (Review(Stack("prod")) with { Base = "another" }).ToJson());

        await _github.Run("ci comment --from found");

        Assert.Contains("against another", Assert.Single(_github.Comments)["body"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comment_of_another_user_is_not_overwritten()
    {
        _github.Said($"{ReviewMark.Write(AnyGitHub.Head, [])}\n### mine", login: "eve");

        await Comment("ann", "change");

        Assert.Equal(2, _github.Comments.Count);
    }

    [Fact]
    public async Task Reply_to_a_request_is_not_overwritten()
    {
        _github.Said($"{ReviewMark.Write(AnyGitHub.Head, ["prod"])}\n`/preview prod` at …");

        await Comment("ann", "change");

        Assert.Equal(2, _github.Comments.Count);
    }

    [Fact]
    public async Task Engine_preview_marks_the_commit_as_previewed()
    {
        _github.Write("found/preview-staging/preview-staging.json",
            new SavedPreview { Stack = "staging", Summary = "1 to create" }.ToJson());

        await Comment("ann", "change");

        Assert.Equal((AnyGitHub.Head, "staging"), (Mark.Commit, string.Join(' ', Mark.Previewed)));
    }

    [Fact]
    public async Task Run_of_a_fork_cannot_claim_a_preview()
    {
        _github.Write("found/preview-prod/preview-prod.json",
            new SavedPreview { Stack = "prod", Summary = "1 to create" }.ToJson());

        await Comment("eve", "change");

        Assert.Empty(Mark.Previewed);
    }

    [Fact]
    public async Task Run_in_another_repository_of_the_same_owner_counts_as_a_fork()
    {
        _github.Write("found/review/review.json", Review(Stack("prod")).ToJson());
        _github.Write("found/preview-prod/preview-prod.json",
            new SavedPreview { Stack = "prod", Summary = "1 to create" }.ToJson());
        Happened("ann", "change", repository: "fork");

        await _github.Run("ci comment --from found");

        Assert.Empty(_github.Comments);
    }

    [Fact]
    public async Task Symbolic_links_are_not_followed()
    {
        _github.Write("elsewhere/review.json", Review(Stack("prod")).ToJson());
        _github.Write("found/readme", "");
        File.CreateSymbolicLink(Path.Combine(_github.Folder, "found", "review.json"),
            Path.Combine(_github.Folder, "elsewhere", "review.json"));
        Directory.CreateSymbolicLink(Path.Combine(_github.Folder, "found", "review"), Path.Combine(_github.Folder, "elsewhere"));
        Happened("ann", "change");

        var (code, said, _) = await _github.Run("ci comment --from found");

        Assert.Equal((0, "the run has no review: no comment\n"), (code, said));
    }

    [Fact]
    public async Task Outdated_commit_gets_no_comment()
    {
        _github.PullRequests[0]["head"]!["sha"] = AnyGitHub.Newer;

        var (code, said, _) = await Comment("ann", "change");

        Assert.Equal((0, "no open pull request has aaaaaaaaaa as its last commit: no comment\n", 0),
            (code, said, _github.Comments.Count));
    }

    [Fact]
    public async Task Hostile_branch_name_matches_no_pull_request()
    {
        await Comment("ann", "change&state=closed#");

        Assert.Empty(_github.Comments);
    }

    [Fact]
    public async Task Run_without_a_review_gets_no_comment()
    {
        Happened("ann", "change");

        var (code, said, _) = await _github.Run("ci comment --from nowhere");

        Assert.Equal((0, "the run has no review: no comment\n"), (code, said));
    }

    [Fact]
    public async Task Invalid_review_file_is_an_error()
    {
        Happened("ann", "change");
        _github.Write("found/review.json", "{\"base\":[]}");

        var (code, _, error) = await _github.Run("ci comment --from found");

        Assert.Equal(
            (2, "infra: FOLDER/found/review.json is not a valid review (see $.base); write it with "
                + "`./infra review --output FOLDER`\n"), (code, error));
    }

    [Theory]
    [InlineData("$(id)")]
    [InlineData("")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nprod=true")]
    [InlineData("--upload-pack=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Invalid_commit_is_an_error(string commit)
    {
        Happened("ann", "change", commit);

        var (code, _, error) = await _github.Run("ci comment --from found");

        Assert.Equal((1, "infra: GitHub sent an invalid commit; run this job again\n"), (code, error));
    }

    [Fact]
    public void Output_value_cannot_set_another_output()
    {
        var refused = Assert.Throws<UserError>(() => Infra.Cli.Ci.WorkflowRun.FromEnvironment()
            .SetOutput("stack", "staging\nenvironment=prod"));

        Assert.Equal(("the output stack has control characters; remove them", ""), (refused.Message, _github.Handed));
    }

    [Fact]
    public async Task Missing_variable_outside_of_a_workflow_is_an_error()
    {
        _github.Set("GITHUB_EVENT_PATH", null);

        var (code, _, error) = await _github.Run("ci comment --from found");

        Assert.Equal(
            (2, "infra: GITHUB_EVENT_PATH is not set; run this command inside GitHub Actions, and pass GITHUB_TOKEN from "
                + "`github.token` to its step\n"), (code, error));
    }

    public void Dispose() => _github.Dispose();

    private ReviewMark Mark => ReviewMark.Read(_github.Comments[^1]["body"]!.ToString())!;

    private Task<(int Code, string Out, string Error)> Comment(string owner, string branch)
    {
        _github.Write("found/review/review.json", Review(Stack("prod")).ToJson());
        Happened(owner, branch);
        return _github.Run("ci comment --from found");
    }

    private void Happened(string owner, string branch, string? commit = null, string repository = "infra") =>
        _github.Happened("workflow_run", new()
        {
            ["workflow_run"] = new JsonObject
            {
                ["head_sha"] = commit ?? AnyGitHub.Head,
                ["head_branch"] = branch,
                ["head_repository"] = new JsonObject
                {
                    ["full_name"] = $"{owner}/{repository}",
                    ["owner"] = new JsonObject { ["login"] = owner }
                },
            },
        });
}
