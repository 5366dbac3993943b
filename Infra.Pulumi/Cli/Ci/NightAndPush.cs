using Infra.Engine;
using Infra.Planning;
using Infra.Settings;

namespace Infra.Cli.Ci;

/// <summary>What is to be said in the morning, and whether a push to the main branch is for prod.</summary>
internal static class NightAndPush
{
    private const string Title = "What the night found";

    /// <summary>What the night looks at. Of a look that ended before it could write its note nobody would hear.</summary>
    internal static IReadOnlyList<string> Looks { get; } = ["drift staging", "drift prod", "reap", "outdated"];

    public static async Task<int> PromotedAsync(Shell shell)
    {
        var run = Run.OfThisProcess();
        var project = Project.Find(shell.Folder);
        var before = run.Event().GetProperty("before").GetString();
        var isPromotion = before is not null && before.Any(c => c != '0') && await Git.ChangedAsync(project, PullRequest.CommitOf(before), Promotion.PathOf(project, "prod"));
        run.Hand("prod", isPromotion ? "true" : "false");
        shell.Out.WriteLine(isPromotion ? "this push promotes to prod" : "nothing in this push is for prod");
        return InfraCommand.Fine;
    }

    public static async Task<int> ReportAsync(Shell shell, string from)
    {
        var run = Run.OfThisProcess();
        var folder = Path.Combine(shell.Folder, from);
        var notes = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "note-*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(RunNote.Read).ToList()
            : [];
        if (notes.Count == 0)
        {
            throw new UserError($"there is no note in {from}", "the jobs before this one write them with `./infra ci run`");
        }

        notes.AddRange(Looks.Except(notes.Select(note => note.Title)).Select(look => new RunNote(look, InfraCommand.HasErrors, ["it did not run to its end: see the run"])));
        var found = notes.Where(note => !note.IsFine).ToList();
        var text = string.Join('\n', [$"Looked at on {DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm} UTC, [the run]({run.Url}).", "", .. notes.SelectMany(Lines)]) + "\n";
        using var github = new GitHub(run);
        var issue = await github.IssueAsync(Title);
        if (issue is { } number)
        {
            await github.ChangeIssueAsync(number, text, isOpen: found.Count > 0);
        }
        else if (found.Count > 0)
        {
            await github.OpenIssueAsync(Title, text);
        }

        shell.Out.WriteLine(found.Count == 0 ? "all is well" : $"told about {string.Join(", ", found.Select(note => note.Title))}");
        return InfraCommand.Fine;
    }

    private static IEnumerable<string> Lines(RunNote note) =>
        note.IsFine ? [$"- {MarkdownText.Escape(note.Title)}: all is well", ""] : [$"- {MarkdownText.Escape(note.Title)}:", "", .. note.Block(), ""];
}
