using Infra.Cli.Ci;

namespace Infra.Tests.Cli.Ci;

[Collection("TakesTurns")]
public sealed class NightlyReportTests : IDisposable
{
    private static readonly RunResult Fine = new("drift prod", 0, ["drift prod: none"]);
    private static readonly RunResult Drifted = new(
        "drift staging", 1, ["portal (Deployment) was changed", "  spec.replicas: 1 → 3"]);

    private readonly AnyGitHub _github = new();

    [Fact]
    public async Task Failed_run_opens_an_issue()
    {
        await Report(Fine, Drifted);

        var issue = Assert.Single(_github.Issues);
        Assert.Equal(("Nightly report", "open"), (issue["title"]!.ToString(), issue["state"]!.ToString()));
        Assert.EndsWith(
            """

            - drift prod: passed

            - reap: passed

            - drift staging: failed

            ```text
            portal (Deployment) was changed
              spec.replicas: 1 → 3
            ```


            """, issue["body"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_report_updates_the_issue()
    {
        await Report(Drifted);
        await Report(Drifted);

        Assert.Single(_github.Issues);
    }

    [Fact]
    public async Task Issue_is_closed_when_all_checks_pass()
    {
        await Report(Drifted);
        await Report(Drifted with { Code = 0 });

        Assert.Equal("closed", Assert.Single(_github.Issues)["state"]!.ToString());
    }

    [Fact]
    public async Task Passed_checks_open_no_issue()
    {
        await Report(Fine);

        Assert.Empty(_github.Issues);
    }

    [Fact]
    public async Task Missing_result_counts_as_failed()
    {
        _github.Happened("push", []);
        _github.Write("notes/result-drift-prod.json", Fine.ToJson());

        var (_, said, _) = await _github.Run("ci report --from notes");

        Assert.Equal("failed: drift staging, reap, outdated\n", said);
        Assert.Contains("- drift staging: failed\n\n```text\nit did not finish: see the run\n```\n",
            Assert.Single(_github.Issues)["body"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_without_results_is_an_error()
    {
        var (code, _, error) = await _github.Run("ci report --from nowhere");

        Assert.Equal((2, "infra: nowhere has no result files; write them with `./infra ci run` in the jobs before this one\n"),
            (code, error));
    }

    [Fact]
    public async Task Failed_run_writes_a_result()
    {
        var (code, _, _) = await _github.Run("ci run drift nowhere --output notes");

        var result = RunResult.Read(Path.Combine(_github.Folder, "notes", "result-drift-nowhere.json"));
        Assert.Equal((2, 2, "infra: there is no stack `nowhere`; there are staging"), (code, result.Code, result.Lines[^1]));
    }

    [Theory]
    [InlineData("destroy staging", "staging is not an environment of a pull request; destroy it with `./infra destroy`")]
    [InlineData("up", "up needs a stack; name one")]
    public async Task Run_rejects_unsupported_operations(string what, string why)
    {
        var (code, _, error) = await _github.Run($"ci run {what} --output notes");

        Assert.Equal((2, $"infra: {why}\n"), (code, error));
    }

    [Theory]
    [InlineData("stacks/promoted.prod.yaml", "prod=true\n")]
    [InlineData("README.md", "prod=false\n")]
    public async Task Push_with_a_promotion_is_for_prod(string file, string handed)
    {
        var before = _github.Commit();
        _github.Write(file, "commit: abc\n");
        _github.Commit();
        _github.Happened("push", new() { ["before"] = before });

        var (code, _, error) = await _github.Run("ci promoted");

        Assert.Equal((0, "", handed), (code, error, _github.Handed));
    }

    [Fact]
    public async Task First_push_is_not_for_prod()
    {
        _github.Happened("push", new() { ["before"] = new string('0', 40) });

        await _github.Run("ci promoted");

        Assert.Equal("prod=false\n", _github.Handed);
    }

    public void Dispose() => _github.Dispose();

    private async Task Report(params RunResult[] results)
    {
        _github.Happened("push", []);
        foreach (var result in results.UnionBy(NightlyReport.ExpectedRuns.Select(title => new RunResult(title, 0, [])),
            result => result.Title))
        {
            var words = result.Title.Split(' ');
            _github.Write($"notes/{words[^1]}/{CiOperation.ResultFile(words[0], words.ElementAtOrDefault(1))}", result.ToJson());
        }

        var (code, _, error) = await _github.Run("ci report --from notes");
        Assert.Equal((0, ""), (code, error));
    }
}
