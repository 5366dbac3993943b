using Infra.Settings;

namespace Infra.Engine;

/// <summary>The repository that the project stands in.</summary>
internal static class Git
{
    // What a stack is made of besides its own file.
    private static readonly string[] Program = ["Infra.Pulumi", "Directory.Build.props", "Directory.Packages.props", "Pulumi.yaml"];

    public static Task<string> HeadAsync(Project project) => AskAsync(project, "rev-parse", "HEAD");

    /// <summary>The commit where this branch left another one.</summary>
    public static Task<string> ForkPointAsync(Project project, string other) => AskAsync(project, "merge-base", "HEAD", other);

    /// <summary>Another commit's files, in a folder of their own.</summary>
    public static async Task CheckOutAsync(Project project, string commit, string folder)
    {
        await RemoveCheckOutAsync(project, folder); // one that was cut off
        await AskAsync(project, "worktree", "add", "--quiet", "--force", "--detach", folder, commit);
    }

    public static async Task RemoveCheckOutAsync(Project project, string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        await AskAsync(project, "worktree", "prune");
    }

    /// <summary>What lies here and is in no commit.</summary>
    public static async Task<IReadOnlyList<string>> UncommittedAsync(Project project) =>
        [.. Lines(await AskAsync(project, "status", "--porcelain")).Select(line => line.Trim().Split(' ', 2)[^1].Trim())];

    /// <summary>The files of the program that differ between a commit and what lies here now, new ones among them.</summary>
    public static async Task<IReadOnlyList<string>> ChangedSinceAsync(Project project, string commit)
    {
        var (code, _, _) = await RunAsync(project, "cat-file", "-e", $"{commit}^{{commit}}");
        return code == 0
            ?
            [
                .. Lines(await AskAsync(project, ["diff", "--name-only", commit, "--", .. Program])),
                .. Lines(await AskAsync(project, ["ls-files", "--others", "--exclude-standard", "--", .. Program])),
            ]
            : throw new EngineError($"commit {commit[..Math.Min(commit.Length, 7)]} is not in this clone", "`git fetch --unshallow`, or `git fetch` from where it was pushed to");
    }

    /// <summary>The last commit of a branch that has this one and went on; null where it did not, or is not known here.</summary>
    public static async Task<string?> OvertakenByAsync(Project project, string branch)
    {
        var (code, tip, _) = await RunAsync(project, "rev-parse", "--verify", "--quiet", branch);
        return code == 0 && tip.Trim() != await HeadAsync(project) && (await RunAsync(project, "merge-base", "--is-ancestor", "HEAD", branch)).Code == 0 ? tip.Trim() : null;
    }

    /// <summary>Whether a file is another one than it was in a commit.</summary>
    public static async Task<bool> ChangedAsync(Project project, string since, string file) =>
        (await AskAsync(project, "diff", "--name-only", since, "HEAD", "--", file)).Length > 0;

    public static Task CommitAsync(Project project, string file, string message) =>
        AskAsync(project, "commit", "--quiet", "--message", message, "--", file);

    public static Task AddAsync(Project project, string file) => AskAsync(project, "add", "--", file);

    private static async Task<string> AskAsync(Project project, params string[] arguments)
    {
        var (code, output, error) = await RunAsync(project, arguments);
        return code == 0
            ? output.Trim()
            : throw new EngineError($"git {arguments[0]} failed ({Scrub.Text(error.Trim().Split('\n')[0])})", "mend that and run this again");
    }

    private static Task<(int Code, string Output, string Error)> RunAsync(Project project, params string[] arguments) =>
        Tools.RunAsync("git", ["-C", project.Folder, .. arguments]);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
