using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Cli.Ci;
using Infra.Settings;

namespace Infra.Tests;

/// <summary>Security rules for .github/workflows.</summary>
public sealed partial class WorkflowsTests
{
    private static readonly string[] MayRunWithoutSecrets = ["pull_request", "push", "workflow_run", "issue_comment",
        "schedule", "workflow_dispatch"];

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Folder, "*.yml").Select(path => Path.GetFileName(path))];

    private static string Folder => Path.Combine(Stacks.Project.Folder, ".github", "workflows");

    [Fact]
    public void Workflows_exist() => Assert.NotEmpty(Files);

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_action_is_first_party_and_pinned_by_commit(string file) => Assert.Empty(ProblemsOfActions(Read(file)));

    [Theory]
    [MemberData(nameof(Files))]
    public void Workflow_permissions_are_read_only(string file) => Assert.Empty(ProblemsOfPermissions(Parse(file)));

    [Theory]
    [MemberData(nameof(Files))]
    public void No_secret_is_reachable_from_a_fork_or_a_comment(string file) => Assert.Empty(ProblemsOfSecrets(Parse(file)));

    [Theory]
    [MemberData(nameof(Files))]
    public void No_expression_is_inserted_into_a_script(string file) =>
        Assert.DoesNotContain(Steps(Parse(file)), step => step["run"]?.ToString()
            .Contains("${{", StringComparison.Ordinal) == true);

    [Theory]
    [InlineData("check.yml", "preview", "preview-${{ matrix.stack }}-${{ github.ref }}", "true")]
    [InlineData("deploy.yml", "staging", "stack-staging", "false")]
    [InlineData("deploy.yml", "prod", "stack-prod", "false")]
    [InlineData("request.yml", "run",
        "${{ needs.decide.outputs.operation == 'preview' && github.run_id || format('stack-{0}', "
            + "needs.decide.outputs.stack) }}", "false")]
    public void Updates_of_a_stack_are_serialized_and_previews_are_not(string file, string job, string group, string cancels)
    {
        var turns = Parse(file)["jobs"]![job]!["concurrency"]!;

        Assert.Equal((group, cancels), (turns["group"]!.ToString(), turns["cancel-in-progress"]!.ToString()));
    }

    [Fact]
    public void Report_expects_the_runs_of_the_nightly_workflow()
    {
        var runs = Jobs(Parse("nightly.yml")).SelectMany(job => job.Value["steps"]!.AsArray()
            .Select(step => CiRun().Match(step!["run"]?.ToString() ?? "")).Where(run => run.Success)
            .SelectMany(run => job.Value["strategy"]?["matrix"]?["stack"]?.AsArray()
            .Select(stack => $"{run.Groups[1].Value} {stack}") ?? [run.Groups[1].Value]));

        Assert.Equal(NightlyReport.ExpectedRuns, runs);
    }

    [Fact]
    public void Only_known_artifacts_of_a_check_run_are_downloaded() => Assert.All(
        Steps(Parse("review.yml"))
            .Where(step => step["uses"]?.ToString().StartsWith("actions/download-artifact@", StringComparison.Ordinal) == true),
        step => Assert.Equal("{review,preview-*}", step["with"]!["pattern"]!.ToString()));

    [Theory]
    [MemberData(nameof(Files))]
    public void No_checkout_persists_credentials(string file) => Assert.DoesNotContain(
        Steps(Parse(file)), step => step["uses"]?.ToString().StartsWith("actions/checkout@", StringComparison.Ordinal) == true
            && step["with"]?["persist-credentials"]?.ToString() != "false");

    // Each rule must be able to fail.
    [Theory]
    [InlineData("      - uses: somebody/action@11bd71901bbe5b1630ceea73d27597364c9af683 # v1")]
    [InlineData("      - uses: actions/checkout@v7")]
    [InlineData("      - uses: docker://alpine:3")]
    [InlineData("      - uses: ./local")]
    public void Third_party_or_unpinned_action_is_found(string line) => Assert.Single(ProblemsOfActions(line));

    [Theory]
    [InlineData("on: push\njobs: { a: {} }")]
    [InlineData("on: push\npermissions: write-all\njobs: { a: {} }")]
    [InlineData("on: push\npermissions: { contents: write }\njobs: { a: {} }")]
    [InlineData("on: push\npermissions: { contents: read }\njobs: { a: { permissions: write-all } }")]
    [InlineData("on: push\npermissions: { contents: read }\njobs: { a: { permissions: { contents: write } } }")]
    public void Missing_or_wide_permission_is_found(string yaml) => Assert.NotEmpty(ProblemsOfPermissions(Yaml(yaml)));

    [Theory]
    [InlineData("on: pull_request_target\njobs: { a: {} }")]
    [InlineData("on: pull_request\njobs: { a: { env: { X: \"${{ secrets.X }}\" } } }")]
    [InlineData("on: pull_request\njobs: { a: { environment: prod } }")]
    [InlineData("on: issue_comment\njobs: { a: { env: { X: \"${{ secrets.X }}\" } } }")]
    [InlineData("on: workflow_run\njobs: { a: { env: { X: \"${{ secrets['X'] }}\" } } }")]
    [InlineData("on: pull_request\nenv: { X: \"${{ secrets.X }}\" }\njobs: { a: {} }")]
    [InlineData("on: pull_request\njobs: { a: { uses: ./.github/workflows/b.yml, secrets: inherit } }")]
    [InlineData("on: workflow_run\njobs: { a: { steps: [ { uses: actions/checkout, with: { ref: "
        + "\"${{ github.event.workflow_run.head_sha }}\" } } ] } }")]
    public void Secret_reachable_by_a_stranger_is_found(string yaml) => Assert.NotEmpty(ProblemsOfSecrets(Yaml(yaml)));

    private static IEnumerable<string> ProblemsOfActions(string text) =>
        UsesLine().Matches(text).Select(uses => uses.Groups[1].Value.Trim()).Where(uses => !PinnedOfGitHub().IsMatch(uses));

    private static IEnumerable<string> ProblemsOfPermissions(JsonObject workflow)
    {
        if (workflow["permissions"]?.ToJsonString() != """{"contents":"read"}""")
        {
            yield return "the workflow as a whole";
        }

        foreach (var (name, job) in Jobs(workflow))
        {
            if (job["permissions"] is { } own && (own is not JsonObject each || each.Any(permission =>
                permission.Value?.ToString() == "write" && permission.Key is not ("pull-requests" or "issues"))))
            {
                yield return name;
            }
        }
    }

    private static IEnumerable<string> ProblemsOfSecrets(JsonObject workflow)
    {
        var events = EventsOf(workflow["on"]);
        if (events.Except(MayRunWithoutSecrets).Any() || Needs(workflow["env"], "secrets"))
        {
            yield return "the workflow as a whole";
        }

        foreach (var (name, job) in Jobs(workflow))
        {
            var condition = job["if"]?.ToString() ?? "";
            var isGuarded = (!events.Contains("pull_request")
                || condition.Contains("github.event.pull_request.head.repo.full_name == github.repository",
                    StringComparison.Ordinal))
                && (!events.Contains("issue_comment") || condition == "needs.decide.outputs.operation != ''")
                && !events.Contains("workflow_run");
            if (!isGuarded && (Needs(job, "secrets") || job["environment"] is not null || Needs(job, "workflow_run.head_sha")
                || Needs(job, "workflow_run.head_branch")))
            {
                yield return name;
            }
        }
    }

    private static IEnumerable<string> EventsOf(JsonNode? on) => on switch
    {
        JsonObject events => events.Select(each => each.Key),
        JsonArray events => events.Select(each => each!.ToString()),
        _ => [on!.ToString()],
    };

    private static bool Needs(JsonNode? node, string what) =>
        node?.ToJsonString().Contains(what, StringComparison.Ordinal) == true;

    private static List<(string Key, JsonNode Value)> Jobs(JsonObject workflow) =>
        [.. workflow["jobs"]!.AsObject().Select(job => (job.Key, job.Value!))];

    private static IEnumerable<JsonNode> Steps(JsonObject workflow) =>
        Jobs(workflow).SelectMany(job => job.Value["steps"]?.AsArray() ?? [])!;

    private static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    private static JsonObject Parse(string file) => Yaml(Read(file));

    private static JsonObject Yaml(string text) => YamlText.Read(new StringReader(text), "workflow")!.AsObject();

    [GeneratedRegex(@"\./infra ci run ([a-z]+)")]
    private static partial Regex CiRun();

    [GeneratedRegex(@"^[\s-]*uses:(.*)$", RegexOptions.Multiline)]
    private static partial Regex UsesLine();

    [GeneratedRegex(@"^actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex PinnedOfGitHub();
}
