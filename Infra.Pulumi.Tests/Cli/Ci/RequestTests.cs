using System.Text.Json.Nodes;
using Infra.Planning.Reviews;

namespace Infra.Tests.Cli.Ci;

[Collection("TakesTurns")]
public sealed class RequestTests : IDisposable
{
    private readonly AnyGitHub _github = new();

    [Theory]
    [InlineData("/preview staging", "operation=preview target=staging stack=staging environment=preview")]
    [InlineData("  /preview   prod \r\n", "operation=preview target=prod stack=prod environment=preview")]
    [InlineData("/preview test", "operation=preview target=test stack=test-pr-7 environment=preview")]
    [InlineData("/up staging", "operation=up target=staging stack=staging environment=staging")]
    [InlineData("/up test", "operation=up target=test stack=test-pr-7 environment=test")]
    [InlineData("/up prod", "operation=up target=prod stack=prod environment=prod")]
    public async Task Who_may_write_gets_what_was_asked_for_at_the_commit_that_was_previewed(string comment, string handed)
    {
        _github.Said(ReviewMark.Write(AnyGitHub.Head, ["staging", "prod", "test-pr-7"]));

        await Ask(comment);

        Assert.Equal($"{handed} commit={AnyGitHub.Head} reply=101", _github.Handed.Trim().Replace('\n', ' '));
        Assert.Equal($"`{string.Join(' ', comment.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}` at aaaaaaaaaa is running: "
            + "[follow it](https://github.example/ann/infra/actions/runs/42)\n", Reply);
    }

    [Fact]
    public async Task Destroying_a_test_environment_needs_no_preview_and_no_word_of_the_change()
    {
        await Ask("/destroy test");

        Assert.Contains($"environment=test\ncommit={AnyGitHub.Tip}\n", _github.Handed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eve")]
    [InlineData("reader")]
    [InlineData("../../../user")]
    public async Task Who_may_not_write_gets_nothing_not_even_an_answer(string login) => await Nothing("/up prod", login);

    [Theory]
    [InlineData("please do not /up prod")]
    [InlineData("> /up prod")]
    [InlineData("`/up prod`")]
    [InlineData("see below\n/up prod")]
    [InlineData("/upgrade prod")]
    [InlineData("/UP prod")]
    [InlineData("")]
    public async Task A_comment_that_only_contains_the_word_is_just_a_comment(string comment) => await Nothing(comment);

    [Theory]
    [InlineData("/up")]
    [InlineData("/up prod please")]
    [InlineData("/up prod\n/destroy test")]
    [InlineData("/up dev")]
    [InlineData("/up test-pr-8")]
    [InlineData("/up staging;id")]
    [InlineData("/preview $(id)")]
    [InlineData("/preview staging\u202e")]
    public async Task A_request_that_says_anything_else_is_refused(string comment) =>
        await Refused(comment, "say `/preview STACK` or `/up STACK` with test, staging or prod, or `/destroy test`, and nothing else");

    [Theory]
    [InlineData("edited")]
    [InlineData("deleted")]
    public async Task An_edited_comment_is_not_read(string action) => await Nothing("/destroy test", action: action);

    [Fact]
    public async Task A_robot_is_not_listened_to() => await Nothing("/destroy test", type: "Bot");

    [Fact]
    public async Task A_comment_under_an_issue_is_not_read() => await Nothing("/destroy test", isPullRequest: false);

    [Theory]
    [InlineData("/preview staging")]
    [InlineData("/up test")]
    [InlineData("/destroy test")]
    public async Task Nothing_of_a_fork_runs_with_our_secrets(string comment) => await Refused(comment,
        "this change comes from another repository, and nothing of it runs with our secrets; push it to a branch here once you have read it", number: 8);

    [Fact]
    public async Task A_fork_that_is_gone_is_one_all_the_same()
    {
        _github.PullRequests[0]["head"]!["repo"] = null;

        await Refused("/preview staging", "this change comes from another repository, and nothing of it runs with our secrets; push it to a branch here once you have read it");
    }

    [Fact]
    public async Task What_was_not_previewed_is_not_brought_up() =>
        await Refused("/up staging", "nothing was previewed yet; `/preview staging` first, and look at it");

    [Fact]
    public async Task A_new_push_voids_the_preview()
    {
        _github.Said(ReviewMark.Write(AnyGitHub.Head, ["staging"]));
        _github.PullRequests[0]["head"]!["sha"] = AnyGitHub.Newer;

        await Refused("/up staging", "what was previewed is aaaaaaaaaa, and bbbbbbbbbb was pushed since; `/preview staging` first, and look at it");
    }

    [Fact]
    public async Task A_preview_of_another_stack_is_not_enough()
    {
        _github.Said(ReviewMark.Write(AnyGitHub.Head, ["staging"]));

        await Refused("/up prod", "nothing was previewed yet; `/preview prod` first, and look at it");
    }

    [Fact]
    public async Task A_mark_that_somebody_else_wrote_is_not_believed()
    {
        _github.Said(ReviewMark.Write(AnyGitHub.Head, ["prod"]), login: "eve");

        await Refused("/up prod", "nothing was previewed yet; `/preview prod` first, and look at it");
    }

    [Fact]
    public async Task The_mark_is_found_below_a_hundred_other_comments()
    {
        Enumerable.Range(0, 250).ToList().ForEach(at => _github.Said($"words {at}", login: "eve"));
        _github.Said(ReviewMark.Write(AnyGitHub.Head, ["prod"]));

        await Ask("/up prod");

        Assert.Contains("operation=up", _github.Handed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/destroy staging")]
    [InlineData("/destroy prod")]
    public async Task Only_a_test_environment_is_destroyed_by_a_comment(string comment) =>
        await Refused(comment, $"only a test environment is destroyed by a comment; `./infra destroy {comment.Split(' ')[1]}` asks you");

    [Fact]
    public async Task What_was_merged_last_may_still_go_to_prod()
    {
        _github.Said(ReviewMark.Write(AnyGitHub.Tip, ["prod"]));

        await Ask("/up prod", number: 9);

        Assert.Contains($"commit={AnyGitHub.Tip}", _github.Handed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_merged_before_may_not()
    {
        _github.PullRequests[2]["merge_commit_sha"] = AnyGitHub.Newer;

        await Refused("/up prod", "`main` has moved on to cccccccccc since this was merged; ask under the last one that was", number: 9);
    }

    [Fact]
    public async Task A_closed_pull_request_gets_nothing()
    {
        _github.PullRequests[0]["state"] = "closed";

        await Refused("/preview staging", "this pull request is closed");
    }

    [Fact]
    public async Task A_token_without_the_permission_is_told_and_never_shown()
    {
        _github.Set("GITHUB_TOKEN", "another-secret-token");

        var (code, _, error) = await Ask("/destroy test");

        // GitHub does not say of a stranger's token that it is one: nobody is known to it.
        Assert.Equal((0, ""), (code, error));
        Assert.Empty(_github.Comments);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"action":"created","issue":{"number":"seven"},"comment":{}}""")]
    public async Task An_event_of_another_form_is_an_error_and_nothing_else(string payload)
    {
        _github.Write("event.json", payload);

        var (code, _, error) = await _github.Run("ci request");

        Assert.Equal((1, ""), (code, _github.Handed));
        Assert.StartsWith("infra: GitHub's event or answer has another form than expected (", error, StringComparison.Ordinal);
    }

    public void Dispose() => _github.Dispose();

    private string Reply => _github.Comments[^1]["body"]!.ToString();

    private Task<(int Code, string Out, string Error)> Ask(
        string comment, string login = "ann", int number = 7, string action = "created", string type = "User", bool isPullRequest = true)
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

    private async Task Nothing(string comment, string login = "ann", string action = "created", string type = "User", bool isPullRequest = true)
    {
        _github.Said(ReviewMark.Write(AnyGitHub.Head, ["prod"]));

        var (code, _, _) = await Ask(comment, login, action: action, type: type, isPullRequest: isPullRequest);

        Assert.Equal((0, "", 1), (code, _github.Handed, _github.Comments.Count));
    }

    private async Task Refused(string comment, string why, int number = 7)
    {
        await Ask(comment, number: number);

        Assert.Equal(("", $"Not done: {why}\n"), (_github.Handed, Reply));
    }
}
