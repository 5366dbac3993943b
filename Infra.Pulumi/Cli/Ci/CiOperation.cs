using System.Globalization;
using System.Text;
using Infra.Engine;
using Infra.Settings;

namespace Infra.Cli.Ci;

/// <summary>Runs one operation as on the command line, and writes its result for the job that reports it.</summary>
internal static class CiOperation
{
    private const string MainBranch = "origin/main";

    public static string[] Operations => [Request.Preview, Request.Up, Request.Destroy, "drift", "reap", "outdated"];

    public static string ResultFile(string operation, string? stack) =>
        stack is null ? $"result-{operation}.json" : $"result-{operation}-{stack}.json";

    public static string PreviewFile(string stack) => $"preview-{stack}.json";

    public static async Task<int> RunAsync(Shell shell, string operation, string? stack, string output)
    {
        var folder = FileText.Folder(Path.Combine(shell.Folder, output));
        var buffer = new StringBuilder();
        var noted = shell with { Out = new Tee(shell.Out, buffer), Error = new Tee(shell.Error, buffer) };
        var code = await IsSupersededAsync(noted, operation, stack)
            ? InfraCommand.Failure
            : await InfraCommand.RunAsync([.. await ArgumentsAsync(operation, stack, folder)], noted);
        var result = RunResult.Of($"{operation} {stack}".TrimEnd(), code, buffer.ToString());
        FileText.Write(Path.Combine(folder, ResultFile(operation, stack)), result.ToJson());
        return code;
    }

    // The approval between a request and its run may take hours.
    private static async Task<bool> IsSupersededAsync(Shell shell, string operation, string? stack)
    {
        if (operation != Request.Up || stack is null || TestEnvironment.NumberOf(stack) is not null
            || await Git.NewerTipAsync(Project.Find(shell.Folder), MainBranch) is not { } tip)
        {
            return false;
        }

        shell.Error.WriteLine(
            $"infra: nothing was changed: {tip[..10]} was merged since; comment on the latest merged pull request");
        return true;
    }

    private static async Task<string[]> ArgumentsAsync(string operation, string? stack, string folder) =>
        (operation, stack) switch
        {
            ("reap", null) => await ReapAsync(),
            ("outdated", null) => ["outdated"],
            (_, null) => throw new UserError($"{operation} needs a stack", "name one"),
            (Request.Preview, _) => ["preview", stack, "--output", Path.Combine(folder, PreviewFile(stack))],
            (Request.Destroy, _) => TestEnvironment.NumberOf(stack) is { } number
                ? ["env", "destroy", number.ToString(CultureInfo.InvariantCulture), "--yes"]
                : throw new UserError($"{stack} is not an environment of a pull request", "destroy it with `./infra destroy`"),
            (Request.Up, _) => [operation, stack, "--yes"],
            _ => [operation, stack],
        };

    private static async Task<string[]> ReapAsync()
    {
        using var github = new GitHub(WorkflowRun.FromEnvironment());
        var open = await github.OpenPullRequestsAsync();
        return open.Count == 0
            ? ["env", "reap", "--none-open"]
            : ["env", "reap", "--open", .. open.Select(pull => pull.Number.ToString(CultureInfo.InvariantCulture))];
    }
}
