using System.Runtime.Versioning;
using Infra.Cli.Ci;
using Infra.Engine;
using Infra.Planning.Reviews;
using Infra.Settings;
using Infra.Tests.Engine;

namespace Infra.Tests.Cli.Ci;

[Collection("TakesTurns")]
[UnsupportedOSPlatform("windows")]
public sealed class NotedRunTests
{
    [Fact]
    public async Task A_preview_leaves_its_last_words_and_what_it_saw()
    {
        using var recorded = Recorded.Session("preview-replacing");

        var (code, said, _) = await recorded.Run("ci run preview dev --output said");

        var note = RunNote.Read(Path.Combine(recorded.Folder, "said", "note-preview-dev.json"));
        Assert.Equal((0, 0, "preview dev"), (code, note.Code, note.Title));
        Assert.Contains("preview dev: 2 to update, 6 to delete, 1 to replace, 94 unchanged in N s\n", said, StringComparison.Ordinal);
        Assert.Equal("dev", WrittenPreview.Read(Path.Combine(recorded.Folder, "said", "preview-dev.json")).Stack);
    }

    [Fact]
    public async Task A_failure_is_passed_on_and_noted_with_its_reason()
    {
        using var recorded = Recorded.Session("failed-up");

        var (code, _, error) = await recorded.Run("ci run up dev --output said");

        var note = RunNote.Read(Path.Combine(recorded.Folder, "said", "note-up-dev.json"));
        Assert.Equal((1, 1), (code, note.Code));
        Assert.Contains(error.Trim().Split('\n')[^1], note.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drift_is_noted_with_what_drifted()
    {
        using var recorded = Recorded.Session("drift");

        var (code, _, _) = await recorded.Run("ci run drift dev --output notes");

        var note = RunNote.Read(Path.Combine(recorded.Folder, "notes", "note-drift-dev.json"));
        Assert.Equal((1, false), (code, note.IsFine));
        Assert.StartsWith("drift dev: ", note.Lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("staging", 1)]
    [InlineData("prod", 1)]
    [InlineData("test-pr-7", 2)] // it gets further, to the settings that this project lacks
    public async Task What_was_merged_is_not_brought_up_when_more_was_merged_since(string stack, int expected)
    {
        using var project = new AnyProject();
        var older = project.Commit();
        project.Write("more", "more");
        var tip = project.Commit();
        project.Git($"update-ref refs/remotes/origin/main {tip}");
        project.Git($"checkout -q {older}");

        var (code, _, error) = await project.Run("ci", "run", "up", stack, "--output", "said");

        Assert.Equal(expected, code);
        Assert.Equal(expected == 1, error == $"infra: nothing was changed: since this was merged, {tip[..10]} was, too; ask under the last one that was\n");
        Assert.Equal(code, RunNote.Read(Path.Combine(project.Folder, "said", $"note-up-{stack}.json")).Code);
    }

    [Fact]
    public async Task What_was_merged_last_or_not_at_all_is_not_overtaken()
    {
        using var project = new AnyProject();
        project.Git("init -q -b main");
        var last = project.Commit();
        project.Git($"update-ref refs/remotes/origin/main {last}");

        Assert.Null(await Git.OvertakenByAsync(Project.Find(project.Folder), "origin/main"));
        project.Write("change", "not merged");
        project.Commit();
        Assert.Null(await Git.OvertakenByAsync(Project.Find(project.Folder), "origin/main"));
        Assert.Null(await Git.OvertakenByAsync(Project.Find(project.Folder), "origin/nowhere"));
    }
}
