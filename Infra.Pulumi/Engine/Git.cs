using Infra.Settings;

namespace Infra.Engine;

/// <summary>The git repository of the project.</summary>
internal static class Git
{
    // The sources of every stack, besides its own file.
    private static readonly string[] ProgramPaths = ["Infra.Pulumi", "Directory.Build.props", "Directory.Packages.props",
        "Pulumi.yaml"];

    public static Task<string> HeadAsync(Project project) => OutputAsync(project, "rev-parse", "HEAD");

    /// <summary>The commit at which this branch forked from another one.</summary>
    public static Task<string> ForkPointAsync(Project project, string other) => OutputAsync(project, "merge-base", "HEAD", other);

    /// <summary>Checks another commit out into a folder.</summary>
    public static async Task AddWorktreeAsync(Project project, string commit, string folder)
    {
        await RemoveWorktreeAsync(project, folder); // left by an interrupted run
        await OutputAsync(project, "worktree", "add", "--quiet", "--force", "--detach", folder, commit);
    }

    public static async Task RemoveWorktreeAsync(Project project, string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        await OutputAsync(project, "worktree", "prune");
    }

    /// <summary>The files with uncommitted changes.</summary>
    public static async Task<IReadOnlyList<string>> UncommittedFilesAsync(Project project) =>
        [.. Lines(await OutputAsync(project, "status", "--porcelain")).Select(line => line.Trim().Split(' ', 2)[^1].Trim())];

    /// <summary>The program's files that differ between a commit and the working tree, new ones included.</summary>
    public static async Task<IReadOnlyList<string>> ChangedFilesAsync(Project project, string commit)
    {
        var (code, _, _) = await RunAsync(project, "cat-file", "-e", $"{commit}^{{commit}}");
        return code == 0
            ?
            [
                .. Lines(await OutputAsync(project, ["diff", "--name-only", commit, "--", .. ProgramPaths])),
                .. Lines(await OutputAsync(project, ["ls-files", "--others", "--exclude-standard", "--", .. ProgramPaths])),
            ]
            : throw new EngineError($"commit {commit[..Math.Min(commit.Length, 7)]} is not in this clone",
                "run `git fetch --unshallow`, or fetch from the remote that has it");
    }

    /// <summary>
    /// The head of a branch that contains this commit and newer ones; null for an unknown branch or without newer commits.
    /// </summary>
    public static async Task<string?> NewerTipAsync(Project project, string branch)
    {
        var (code, tip, _) = await RunAsync(project, "rev-parse", "--verify", "--quiet", branch);
        return code == 0 && tip.Trim() != await HeadAsync(project)
            && (await RunAsync(project, "merge-base", "--is-ancestor", "HEAD", branch)).Code == 0 ? tip.Trim() : null;
    }

    /// <summary>Whether a file has changed since a commit.</summary>
    public static async Task<bool> HasChangedAsync(Project project, string since, string file) =>
        (await OutputAsync(project, "diff", "--name-only", since, "HEAD", "--", file)).Length > 0;

    public static Task CommitAsync(Project project, string file, string message) =>
        OutputAsync(project, "commit", "--quiet", "--message", message, "--", file);

    public static Task AddAsync(Project project, string file) => OutputAsync(project, "add", "--", file);

    private static async Task<string> OutputAsync(Project project, params string[] arguments)
    {
        var (code, output, error) = await RunAsync(project, arguments);
        return code == 0
            ? output.Trim()
            : throw new EngineError($"git {arguments[0]} failed ({Redactor.Redact(error.Trim().Split('\n')[0])})",
                "fix that and retry");
    }

    private static Task<(int Code, string Output, string Error)> RunAsync(Project project, params string[] arguments) =>
        Tools.RunAsync("git", ["-C", project.Folder, .. arguments]);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
