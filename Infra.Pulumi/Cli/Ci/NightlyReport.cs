using Infra.Planning;
using Infra.Settings;

namespace Infra.Cli.Ci;

/// <summary>Reports the results of the nightly runs in one issue.</summary>
internal static class NightlyReport
{
    private const string Title = "Nightly report";

    /// <summary>The runs of every night. A run without a result file counts as failed.</summary>
    internal static IReadOnlyList<string> ExpectedRuns { get; } = ["drift staging", "drift prod", "reap", "outdated"];

    public static async Task<int> RunAsync(Shell shell, string from)
    {
        var run = WorkflowRun.FromEnvironment();
        var results = ResultsIn(Path.Combine(shell.Folder, from));
        if (results.Count == 0)
        {
            throw new UserError($"{from} has no result files", "write them with `./infra ci run` in the jobs before this one");
        }

        var missing = ExpectedRuns.Except(results.Select(result => result.Title));
        results.AddRange(missing.Select(title => new RunResult(title, InfraCommand.Failure, ["it did not finish: see the run"])));
        var failed = results.Where(result => !result.Succeeded).Select(result => result.Title).ToList();
        List<string> lines = [$"Checked on {DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm} UTC, [the run]({run.Url}).", "",
            .. results.SelectMany(Lines)];
        await PublishAsync(run, string.Join('\n', lines) + "\n", isOpen: failed.Count > 0);
        shell.Out.WriteLine(failed.Count == 0 ? "all checks passed" : $"failed: {string.Join(", ", failed)}");
        return InfraCommand.Success;
    }

    private static List<RunResult> ResultsIn(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "result-*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(RunResult.Read)]
        : [];

    private static async Task PublishAsync(WorkflowRun run, string text, bool isOpen)
    {
        using var github = new GitHub(run);
        if (await github.FindIssueAsync(Title) is { } number)
        {
            await github.UpdateIssueAsync(number, text, isOpen);
        }
        else if (isOpen)
        {
            await github.OpenIssueAsync(Title, text);
        }
    }

    private static IEnumerable<string> Lines(RunResult result) => result.Succeeded
        ? [$"- {MarkdownText.Escape(result.Title)}: passed", ""]
        : [$"- {MarkdownText.Escape(result.Title)}: failed", "", .. result.CodeBlock(), ""];
}
