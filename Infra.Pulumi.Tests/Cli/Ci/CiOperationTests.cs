using System.Runtime.Versioning;
using Infra.Cli.Ci;
using Infra.Engine;
using Infra.Planning.Reviews;
using Infra.Settings;
using Infra.Tests.Engine;

namespace Infra.Tests.Cli.Ci;

[Collection("TakesTurns")]
[UnsupportedOSPlatform("windows")]
public sealed class CiOperationTests
{
    [Fact]
    public async Task Preview_writes_its_result_and_the_preview()
    {
        using var recorded = Recorded.Session("preview-replacing");

        var (code, said, _) = await recorded.Run("ci run preview dev --output said");

        var result = RunResult.Read(Path.Combine(recorded.Folder, "said", "result-preview-dev.json"));
        Assert.Equal((0, 0, "preview dev"), (code, result.Code, result.Title));
        Assert.Contains("preview dev: 2 to update, 6 to delete, 1 to replace, 94 unchanged in N s\n", said,
            StringComparison.Ordinal);
        Assert.Equal("dev", SavedPreview.Read(Path.Combine(recorded.Folder, "said", "preview-dev.json")).Stack);
    }

    [Fact]
    public async Task Failure_is_written_to_the_result()
    {
        using var recorded = Recorded.Session("failed-up");

        var (code, _, error) = await recorded.Run("ci run up dev --output said");

        var result = RunResult.Read(Path.Combine(recorded.Folder, "said", "result-up-dev.json"));
        Assert.Equal((1, 1), (code, result.Code));
        Assert.Contains(error.Trim().Split('\n')[^1], result.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drift_is_written_to_the_result()
    {
        using var recorded = Recorded.Session("drift");

        var (code, _, _) = await recorded.Run("ci run drift dev --output notes");

        var result = RunResult.Read(Path.Combine(recorded.Folder, "notes", "result-drift-dev.json"));
        Assert.Equal((1, false), (code, result.Succeeded));
        Assert.StartsWith("drift dev: ", result.Lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("staging", 1)]
    [InlineData("prod", 1)]
    [InlineData("test-pr-7", 2)] // not superseded: it fails later, on a missing stack
    public async Task Superseded_commit_is_not_deployed(string stack, int expected)
    {
        using var project = new AnyProject();
        var older = project.Commit();
        project.Write("more", "more");
        var tip = project.Commit();
        project.Git($"update-ref refs/remotes/origin/main {tip}");
        project.Git($"checkout -q {older}");

        var (code, _, error) = await project.Run("ci", "run", "up", stack, "--output", "said");

        Assert.Equal(expected, code);
        Assert.Equal(expected == 1,
            error == $"infra: nothing was changed: {tip[..10]} was merged since; comment on the latest merged pull request\n");
        Assert.Equal(code, RunResult.Read(Path.Combine(project.Folder, "said", $"result-up-{stack}.json")).Code);
    }

    [Fact]
    public async Task Latest_or_unmerged_commit_is_not_superseded()
    {
        using var project = new AnyProject();
        project.Git("init -q -b main");
        var last = project.Commit();
        project.Git($"update-ref refs/remotes/origin/main {last}");

        Assert.Null(await Git.NewerTipAsync(Project.Find(project.Folder), "origin/main"));
        project.Write("change", "not merged");
        project.Commit();
        Assert.Null(await Git.NewerTipAsync(Project.Find(project.Folder), "origin/main"));
        Assert.Null(await Git.NewerTipAsync(Project.Find(project.Folder), "origin/nowhere"));
    }
}
