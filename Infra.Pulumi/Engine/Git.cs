using Infra.Settings;

namespace Infra.Engine;

/// <summary>The repository that the project stands in.</summary>
internal static class Git
{
    // What a stack is made of besides its own file.
    private static readonly string[] Program = ["Infra.Pulumi", "Directory.Build.props", "Directory.Packages.props", "Pulumi.yaml"];

    public static Task<string> HeadAsync(Project project) => AskAsync(project, "rev-parse", "HEAD");

    public static async Task<bool> IsCleanAsync(Project project) => (await AskAsync(project, "status", "--porcelain")).Length == 0;

    /// <summary>The files of the program that differ between a commit and what lies here now.</summary>
    public static async Task<IReadOnlyList<string>> ChangedSinceAsync(Project project, string commit) =>
        (await AskAsync(project, ["diff", "--name-only", commit, "--", .. Program])).Split('\n', StringSplitOptions.RemoveEmptyEntries);

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
