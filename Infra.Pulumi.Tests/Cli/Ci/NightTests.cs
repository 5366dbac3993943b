using Infra.Cli.Ci;

namespace Infra.Tests.Cli.Ci;

[Collection("TakesTurns")]
public sealed class NightTests : IDisposable
{
    private static readonly RunNote Fine = new("drift prod", 0, ["drift prod: none"]);
    private static readonly RunNote Drifted = new("drift staging", 1, ["portal (Deployment) was changed", "  spec.replicas: 1 became 3"]);

    private readonly AnyGitHub _github = new();

    [Fact]
    public async Task What_was_found_is_told_in_one_issue()
    {
        await Report(Fine, Drifted);

        var issue = Assert.Single(_github.Issues);
        Assert.Equal(("What the night found", "open"), (issue["title"]!.ToString(), issue["state"]!.ToString()));
        Assert.EndsWith(
            """

            - drift prod: all is well

            - reap: all is well

            - drift staging:

            ```text
            portal (Deployment) was changed
              spec.replicas: 1 became 3
            ```


            """, issue["body"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_night_writes_it_anew()
    {
        await Report(Drifted);
        await Report(Drifted);

        Assert.Single(_github.Issues);
    }

    [Fact]
    public async Task It_is_closed_when_all_is_well_again()
    {
        await Report(Drifted);
        await Report(Drifted with { Code = 0 });

        Assert.Equal("closed", Assert.Single(_github.Issues)["state"]!.ToString());
    }

    [Fact]
    public async Task A_good_night_is_not_worth_an_issue()
    {
        await Report(Fine);

        Assert.Empty(_github.Issues);
    }

    [Fact]
    public async Task A_look_that_did_not_come_to_its_end_is_told_too()
    {
        _github.Happened("push", []);
        _github.Write("notes/note-drift-prod.json", Fine.ToJson());

        var (_, said, _) = await _github.Run("ci report --from notes");

        Assert.Equal("told about drift staging, reap, outdated\n", said);
        Assert.Contains("- drift staging:\n\n```text\nit did not run to its end: see the run\n```\n", Assert.Single(_github.Issues)["body"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_night_without_any_note_is_an_error_and_not_a_good_one()
    {
        var (code, _, error) = await _github.Run("ci report --from nowhere");

        Assert.Equal((2, "infra: there is no note in nowhere; the jobs before this one write them with `./infra ci run`\n"), (code, error));
    }

    [Fact]
    public async Task A_run_leaves_a_note_even_when_it_fails()
    {
        var (code, _, _) = await _github.Run("ci run drift nowhere --output notes");

        var note = RunNote.Read(Path.Combine(_github.Folder, "notes", "note-drift-nowhere.json"));
        Assert.Equal((2, 2, "infra: there is no stack `nowhere`; there are staging"), (code, note.Code, note.Lines[^1]));
    }

    [Theory]
    [InlineData("destroy staging", "staging is no environment of a pull request; `./infra destroy` asks about others")]
    [InlineData("up", "up works on a stack; name one")]
    public async Task A_run_does_only_what_a_workflow_may(string what, string why)
    {
        var (code, _, error) = await _github.Run($"ci run {what} --output notes");

        Assert.Equal((2, $"infra: {why}\n"), (code, error));
    }

    [Theory]
    [InlineData("stacks/promoted.prod.yaml", "prod=true\n")]
    [InlineData("README.md", "prod=false\n")]
    public async Task A_push_is_for_prod_when_it_promotes_something(string file, string handed)
    {
        var before = _github.Commit();
        _github.Write(file, "commit: abc\n");
        _github.Commit();
        _github.Happened("push", new() { ["before"] = before });

        var (code, _, error) = await _github.Run("ci promoted");

        Assert.Equal((0, "", handed), (code, error, _github.Handed));
    }

    [Fact]
    public async Task The_first_push_of_all_is_not_for_prod()
    {
        _github.Happened("push", new() { ["before"] = new string('0', 40) });

        await _github.Run("ci promoted");

        Assert.Equal("prod=false\n", _github.Handed);
    }

    public void Dispose() => _github.Dispose();

    private async Task Report(params RunNote[] notes)
    {
        _github.Happened("push", []);
        foreach (var note in notes.UnionBy(NightAndPush.Looks.Select(look => new RunNote(look, 0, [])), note => note.Title))
        {
            var words = note.Title.Split(' ');
            _github.Write($"notes/{words[^1]}/{NotedRun.NoteOf(words[0], words.ElementAtOrDefault(1))}", note.ToJson());
        }

        var (code, _, error) = await _github.Run("ci report --from notes");
        Assert.Equal((0, ""), (code, error));
    }
}
