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

    public static async Task<bool> IsCleanAsync(Project project) => (await AskAsync(project, "status", "--porcelain")).Length == 0;

    /// <summary>The files of the program that differ between a commit and what lies here now.</summary>
    public static async Task<IReadOnlyList<string>> ChangedSinceAsync(Project project, string commit) =>
        (await AskAsync(project, ["diff", "--name-only", commit, "--", .. Program])).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a file is another one than it was in a commit.</summary>
    public static async Task<bool> ChangedAsync(Project project, string since, string file) =>
        (await AskAsync(project, "diff", "--name-only", since, "HEAD", "--", file)).Length > 0;

    public static Task CommitAsync(Project project, string file, string message) =>
        AskAsync(project, "commit", "--quiet", "--message", message, "--", file);

    public static Task AddAsync(Project project, string file) => AskAsync(project, "add", "--", file);

    private static async Task<string> AskAsync(Project project, params string[] arguments)
    {
        var (code, output, error) = await Tools.RunAsync("git", ["-C", project.Folder, .. arguments]);
        return code == 0
            ? output.Trim()
            : throw new EngineError($"git {arguments[0]} failed ({Scrub.Text(error.Trim().Split('\n')[0])})", "mend that and run this again");
    }
}
