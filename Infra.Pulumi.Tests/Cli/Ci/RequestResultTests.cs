using Infra.Cli.Ci;
using Infra.Planning.Reviews;

namespace Infra.Tests.Cli.Ci;

[Collection("TakesTurns")]
public sealed class RequestResultTests : IDisposable
{
    private readonly AnyGitHub _github = new();

    [Fact]
    public async Task Successful_preview_shows_changes_and_next_request()
    {
        _github.Write("said/preview-staging.json", new SavedPreview { Stack = "staging", Summary = "2 to create" }.ToJson());

        var reply = await Answer("preview", "staging", "staging",
            new("preview staging", 0, ["preview staging: 2 to create in 9 s"]));

        Assert.Equal(
            $"""
            <!-- infra:review commit={AnyGitHub.Head} previewed=staging -->
            `/preview staging` at aaaaaaaaaa succeeded: [the run](https://github.example/ann/infra/actions/runs/42)

            - `up` of **staging** would change: `2 to create`

            <details><summary>Output</summary>

            ```text
            preview staging: 2 to create in 9 s
            ```

            </details>

            `/up staging` applies this preview. A new push invalidates it.

            """,
            reply);
    }

    [Fact]
    public async Task Failed_preview_shows_output_and_has_no_mark()
    {
        _github.Write("said/preview-prod.json", new SavedPreview { Stack = "prod", Problem = "no login" }.ToJson());

        var reply = await Answer("preview", "prod", "prod", new("preview prod", 1, ["infra: no login"]));

        Assert.StartsWith("`/preview prod` at aaaaaaaaaa failed: [the run]", reply, StringComparison.Ordinal);
        Assert.Contains("<details open>", reply, StringComparison.Ordinal);
        Assert.Null(ReviewMark.Read(reply));
    }

    [Fact]
    public async Task Run_without_a_result_did_not_finish() =>
        Assert.Equal("`/up prod` at aaaaaaaaaa did not finish: [the run](https://github.example/ann/infra/actions/runs/42)\n",
            await Answer("up", "prod", "prod", null));

    [Fact]
    public async Task Output_cannot_break_out_of_its_code_block()
    {
        var reply = await Answer("up", "test", "test-pr-7",
            new("up test-pr-7", 1, ["```", "</details>", "````` @maintainers", "a\u001b[31mb"]));

        Assert.Contains("``````text\n```\n</details>\n````` @maintainers\na[31mb\n``````", reply, StringComparison.Ordinal);
    }

    [Fact]
    public void Result_keeps_the_last_lines_without_secrets()
    {
        Environment.SetEnvironmentVariable("SOME_TOKEN", "hush-hush-hush");

        var result = RunResult.Of("up prod", 1,
            string.Join('\n', Enumerable.Range(0, 100).Select(at => $"line {at} hush-hush-hush")));

        Assert.Equal((40, "line 99 [secret]"), (result.Lines.Count, result.Lines[^1]));
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("SOME_TOKEN", null);
        _github.Dispose();
    }

    private async Task<string> Answer(string operation, string target, string stack, RunResult? result)
    {
        _github.Said("running");
        foreach (var (name, value) in new[] { ("OPERATION", operation), ("TARGET", target), ("STACK", stack),
            ("COMMIT", AnyGitHub.Head), ("REPLY", "100") })
        {
            _github.Set(name, value);
        }

        if (result is not null)
        {
            _github.Write($"said/{CiOperation.ResultFile(operation, stack)}", result.ToJson());
        }

        var (code, _, error) = await _github.Run("ci answer --from said");
        Assert.Equal((0, ""), (code, error));
        return Assert.Single(_github.Comments)["body"]!.ToString();
    }
}
