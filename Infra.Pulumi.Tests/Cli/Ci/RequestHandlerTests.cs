using System.Text.Json.Nodes;
using Infra.Planning.Reviews;

namespace Infra.Tests.Cli.Ci;

/// <summary>Over 200 lines: the cases of one decision read best together.</summary>
[Collection("TakesTurns")]
public sealed class RequestHandlerTests : IDisposable
{
    private readonly AnyGitHub _github = new();

    [Theory]
    [InlineData("/preview staging", "operation=preview target=staging stack=staging environment=preview")]
    [InlineData("  /preview   prod \r\n", "operation=preview target=prod stack=prod environment=preview")]
    [InlineData("/preview test", "operation=preview target=test stack=test-pr-7 environment=preview")]
    [InlineData("/up staging", "operation=up target=staging stack=staging environment=staging")]
    [InlineData("/up test", "operation=up target=test stack=test-pr-7 environment=test")]
    [InlineData("/up prod", "operation=up target=prod stack=prod environment=prod")]
    public async Task Request_with_write_access_is_admitted_at_the_previewed_commit(string comment, string handed)
    {
        _github.Said(ReviewMark.Write(AnyGitHub.Head, ["staging", "prod", "test-pr-7"]));

        await Ask(comment);

        Assert.Equal($"{handed} commit={AnyGitHub.Head} reply=101", _github.Handed.Trim().Replace('\n', ' '));
        Assert.Equal(
            $"`{string.Join(' ', comment.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}` at aaaaaaaaaa is running: "
            + "[details](https://github.example/ann/infra/actions/runs/42)\n", Reply);
    }

    [Fact]
    public async Task Destroy_of_a_test_environment_needs_no_preview()
    {
        await Ask("/destroy test");

        Assert.Contains($"environment=test\ncommit={AnyGitHub.Tip}\n", _github.Handed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eve")]
    [InlineData("reader")]
    [InlineData("../../../user")]
    public async Task Request_without_write_access_gets_no_answer(string login) => await Nothing("/up prod", login);

    [Theory]
    [InlineData("please do not /up prod")]
    [InlineData("> /up prod")]
    [InlineData("`/up prod`")]
    [InlineData("see below\n/up prod")]
    [InlineData("/upgrade prod")]
    [InlineData("/UP prod")]
    [InlineData("")]
    public async Task Ordinary_comment_is_ignored(string comment) => await Nothing(comment);

    [Theory]
    [InlineData("/up")]
    [InlineData("/up prod please")]
    [InlineData("/up prod\n/destroy test")]
    [InlineData("/up dev")]
    [InlineData("/up test-pr-8")]
    [InlineData("/up staging;id")]
    [InlineData("/preview $(id)")]
    [InlineData("/preview staging\u202e")]
    public async Task Malformed_request_is_rejected(string comment) =>
        await Refused(comment, "write only `/preview STACK` or `/up STACK` with test, staging or prod, or `/destroy test`");

    [Theory]
    [InlineData("edited")]
    [InlineData("deleted")]
    public async Task Edited_comment_is_ignored(string action) => await Nothing("/destroy test", action: action);

    [Fact]
    public async Task Comment_of_a_bot_is_ignored() => await Nothing("/destroy test", type: "Bot");

    [Fact]
    public async Task Comment_on_an_issue_is_ignored() => await Nothing("/destroy test", isPullRequest: false);

    [Theory]
    [InlineData("/preview staging")]
    [InlineData("/up test")]
    [InlineData("/destroy test")]
    public async Task Request_for_a_fork_is_rejected(string comment) => await Refused(comment,
        "this change comes from a fork, and a fork never runs with our secrets; review it, then push "
            + "it to a branch of this repository", number: 8);

    [Fact]
    public async Task Request_for_a_deleted_fork_is_rejected()
    {
        _github.PullRequests[0]["head"]!["repo"] = null;

        await Refused(
            "/preview staging",
                "this change comes from a fork, and a fork never runs with our secrets; review it, "
                    + "then push it to a branch of this repository");
    }

    [Fact]
    public async Task Up_without_a_preview_is_rejected() =>
        await Refused("/up staging", "there is no preview yet; run `/preview staging` first, and review it");

    [Fact]
    public async Task New_push_invalidates_the_preview()
    {
        _github.Said(ReviewMark.Write(AnyGitHub.Head, ["staging"]));
        _github.PullRequests[0]["head"]!["sha"] = AnyGitHub.Newer;

        await Refused("/up staging",
            "the preview is of aaaaaaaaaa, and bbbbbbbbbb was pushed since; run `/preview staging` first, and review it");
    }

    [Fact]
    public async Task Preview_of_another_stack_is_not_enough()
    {
        _github.Said(ReviewMark.Write(AnyGitHub.Head, ["staging"]));

        await Refused("/up prod", "there is no preview yet; run `/preview prod` first, and review it");
    }

    [Fact]
    public async Task Mark_of_another_user_is_ignored()
    {
        _github.Said(ReviewMark.Write(AnyGitHub.Head, ["prod"]), login: "eve");

        await Refused("/up prod", "there is no preview yet; run `/preview prod` first, and review it");
    }

    [Fact]
    public async Task Mark_is_found_after_many_other_comments()
    {
        Enumerable.Range(0, 250).ToList().ForEach(at => _github.Said($"words {at}", login: "eve"));
        _github.Said(ReviewMark.Write(AnyGitHub.Head, ["prod"]));

        await Ask("/up prod");

        Assert.Contains("operation=up", _github.Handed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/destroy staging")]
    [InlineData("/destroy prod")]
    public async Task Comment_can_destroy_only_a_test_environment(string comment) =>
        await Refused(comment, $"a comment can only destroy a test environment; run `./infra destroy {comment.Split(' ')[1]}`");

    [Fact]
    public async Task Latest_merge_can_be_deployed_to_prod()
    {
        _github.Said(ReviewMark.Write(AnyGitHub.Tip, ["prod"]));

        await Ask("/up prod", number: 9);

        Assert.Contains($"commit={AnyGitHub.Tip}", _github.Handed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Earlier_merge_is_rejected()
    {
        _github.PullRequests[2]["merge_commit_sha"] = AnyGitHub.Newer;

        await Refused("/up prod",
            "`main` has moved on to cccccccccc since this merge; comment on the latest merged pull request", number: 9);
    }

    [Fact]
    public async Task Request_for_a_closed_pull_request_is_rejected()
    {
        _github.PullRequests[0]["state"] = "closed";

        await Refused("/preview staging", "this pull request is closed");
    }

    [Fact]
    public async Task Token_without_permission_gets_no_answer()
    {
        _github.Set("GITHUB_TOKEN", "another-secret-token");

        var (code, _, error) = await Ask("/destroy test");

        // With an unknown token every user looks like a stranger.
        Assert.Equal((0, ""), (code, error));
        Assert.Empty(_github.Comments);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"action":"created","issue":{"number":"seven"},"comment":{}}""")]
    public async Task Unexpected_event_is_an_error(string payload)
    {
        _github.Write("event.json", payload);

        var (code, _, error) = await _github.Run("ci request");

        Assert.Equal((1, ""), (code, _github.Handed));
        Assert.StartsWith("infra: unexpected JSON from GitHub (", error, StringComparison.Ordinal);
    }

    public void Dispose() => _github.Dispose();

    private string Reply => _github.Comments[^1]["body"]!.ToString();

    private Task<(int Code, string Out, string Error)> Ask(
        string comment, string login = "ann", int number = 7, string action = "created", string type = "User",
            bool isPullRequest = true)
    {
        var issue = new JsonObject { ["number"] = number };
        if (!isPullRequest)
        {
            issue["pull_request"] = null;
        }

        _github.Happened("issue_comment", new()
        {
            ["action"] = action,
            ["issue"] = issue,
            ["comment"] = new JsonObject { ["body"] = comment, ["user"] = new JsonObject { ["login"] = login, ["type"] = type } },
        });
        return _github.Run("ci request");
    }

    private async Task Nothing(string comment, string login = "ann", string action = "created", string type = "User",
        bool isPullRequest = true)
    {
        _github.Said(ReviewMark.Write(AnyGitHub.Head, ["prod"]));

        var (code, _, _) = await Ask(comment, login, action: action, type: type, isPullRequest: isPullRequest);

        Assert.Equal((0, "", 1), (code, _github.Handed, _github.Comments.Count));
    }

    private async Task Refused(string comment, string why, int number = 7)
    {
        await Ask(comment, number: number);

        Assert.Equal(("", $"Rejected: {why}\n"), (_github.Handed, Reply));
    }
}
