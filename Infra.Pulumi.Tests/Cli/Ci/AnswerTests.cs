using Infra.Cli.Ci;
using Infra.Planning.Reviews;

namespace Infra.Tests.Cli.Ci;

[Collection("TakesTurns")]
public sealed class AnswerTests : IDisposable
{
    private readonly AnyGitHub _github = new();

    [Fact]
    public async Task A_preview_that_ended_well_says_what_it_saw_and_how_to_do_it()
    {
        _github.Write("said/preview-staging.json", new WrittenPreview { Stack = "staging", Summary = "2 to create" }.ToJson());

        var reply = await Answer("preview", "staging", "staging", new("preview staging", 0, ["preview staging: 2 to create in 9 s"]));

        Assert.Equal(
            $"""
            <!-- infra:review commit={AnyGitHub.Head} previewed=staging -->
            `/preview staging` at aaaaaaaaaa is done: [the run](https://github.example/ann/infra/actions/runs/42)

            - `up` would now do to **staging**: `2 to create`

            <details><summary>Its last words</summary>

            ```text
            preview staging: 2 to create in 9 s
            ```

            </details>

            `/up staging` does this; a new push voids it.

            """,
            reply);
    }

    [Fact]
    public async Task A_failure_shows_its_last_words_and_allows_nothing()
    {
        _github.Write("said/preview-prod.json", new WrittenPreview { Stack = "prod", Problem = "no login" }.ToJson());

        var reply = await Answer("preview", "prod", "prod", new("preview prod", 1, ["infra: no login"]));

        Assert.StartsWith("`/preview prod` at aaaaaaaaaa failed: [the run]", reply, StringComparison.Ordinal);
        Assert.Contains("<details open>", reply, StringComparison.Ordinal);
        Assert.Null(ReviewMark.Read(reply));
    }

    [Fact]
    public async Task A_run_that_left_nothing_did_not_come_to_its_end() =>
        Assert.Equal("`/up prod` at aaaaaaaaaa did not run to its end: [the run](https://github.example/ann/infra/actions/runs/42)\n", await Answer("up", "prod", "prod", null));

    [Fact]
    public async Task Last_words_cannot_break_out_of_their_block()
    {
        var reply = await Answer("up", "test", "test-pr-7", new("up test-pr-7", 1, ["```", "</details>", "````` @maintainers", "a\u001b[31mb"]));

        Assert.Contains("``````text\n```\n</details>\n````` @maintainers\na[31mb\n``````", reply, StringComparison.Ordinal);
    }

    [Fact]
    public void A_note_keeps_the_last_words_without_secrets()
    {
        Environment.SetEnvironmentVariable("SOME_TOKEN", "hush-hush-hush");

        var note = RunNote.Of("up prod", 1, string.Join('\n', Enumerable.Range(0, 100).Select(at => $"line {at} hush-hush-hush")));

        Assert.Equal((40, "line 99 [secret]"), (note.Lines.Count, note.Lines[^1]));
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("SOME_TOKEN", null);
        _github.Dispose();
    }

    private async Task<string> Answer(string operation, string target, string stack, RunNote? note)
    {
        _github.Said("running");
        foreach (var (name, value) in new[] { ("OPERATION", operation), ("TARGET", target), ("STACK", stack), ("COMMIT", AnyGitHub.Head), ("REPLY", "100") })
        {
            _github.Set(name, value);
        }

        if (note is not null)
        {
            _github.Write($"said/{NotedRun.NoteOf(operation, stack)}", note.ToJson());
        }

        var (code, _, error) = await _github.Run("ci answer --from said");
        Assert.Equal((0, ""), (code, error));
        return Assert.Single(_github.Comments)["body"]!.ToString();
    }
}
