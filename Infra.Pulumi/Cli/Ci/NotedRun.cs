using System.Globalization;
using System.Text;
using Infra.Engine;
using Infra.Settings;

namespace Infra.Cli.Ci;

/// <summary>One operation, as a person would call it, with a note of its end for the job that may tell about it.</summary>
internal static class NotedRun
{
    private const string MainBranch = "origin/main";

    public static string[] Operations => [Request.Preview, Request.Up, Request.Destroy, "drift", "reap", "outdated"];

    public static string NoteOf(string operation, string? stack) => stack is null ? $"note-{operation}.json" : $"note-{operation}-{stack}.json";

    public static string PreviewOf(string stack) => $"preview-{stack}.json";

    public static async Task<int> RunAsync(Shell shell, string operation, string? stack, string output)
    {
        var folder = FileText.Folder(Path.Combine(shell.Folder, output));
        var heard = new StringBuilder();
        var noted = shell with { Out = new Tee(shell.Out, heard), Error = new Tee(shell.Error, heard) };
        var code = await IsOvertakenAsync(noted, operation, stack)
            ? InfraCommand.HasErrors
            : await InfraCommand.RunAsync([.. await LineAsync(operation, stack, folder)], noted);
        var note = RunNote.Of($"{operation} {stack}".TrimEnd(), code, heard.ToString());
        FileText.Write(Path.Combine(folder, NoteOf(operation, stack)), note.ToJson());
        return code;
    }

    // Between the request and its run lies an approval, which may take hours.
    private static async Task<bool> IsOvertakenAsync(Shell shell, string operation, string? stack)
    {
        if (operation != Request.Up || stack is null || TestEnvironment.NumberOf(stack) is not null
            || await Git.OvertakenByAsync(Project.Find(shell.Folder), MainBranch) is not { } tip)
        {
            return false;
        }

        shell.Error.WriteLine($"infra: nothing was changed: since this was merged, {tip[..10]} was, too; ask under the last one that was");
        return true;
    }

    private static async Task<string[]> LineAsync(string operation, string? stack, string folder) => (operation, stack) switch
    {
        ("reap", null) => await ReapAsync(),
        ("outdated", null) => ["outdated"],
        (_, null) => throw new UserError($"{operation} works on a stack", "name one"),
        (Request.Preview, _) => ["preview", stack, "--output", Path.Combine(folder, PreviewOf(stack))],
        (Request.Destroy, _) => TestEnvironment.NumberOf(stack) is { } number
            ? ["env", "destroy", number.ToString(CultureInfo.InvariantCulture), "--yes"]
            : throw new UserError($"{stack} is no environment of a pull request", "`./infra destroy` asks about others"),
        (Request.Up, _) => [operation, stack, "--yes"],
        _ => [operation, stack],
    };

    private static async Task<string[]> ReapAsync()
    {
        using var github = new GitHub(Run.OfThisProcess());
        var open = await github.OpenPullRequestsAsync();
        return open.Count == 0
            ? ["env", "reap", "--none-open"]
            : ["env", "reap", "--open", .. open.Select(pull => pull.Number.ToString(CultureInfo.InvariantCulture))];
    }
}
