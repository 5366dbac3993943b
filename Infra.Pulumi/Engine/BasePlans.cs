using Infra.Planning.Reviews;
using Infra.Settings;

namespace Infra.Engine;

/// <summary>
/// The plans of another commit, made by that commit's own program in a separate checkout. They are cached by commit, since a
/// commit
/// does not change: only the first run needs a build.
/// </summary>
internal static class BasePlans
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    /// <summary>The plans, or the reason why they are missing.</summary>
    public static async Task<(IReadOnlyList<SavedPlan> Plans, string? Problem)> GetAsync(
        Project project, string commit, string sdk, Action<string> report)
    {
        var cache = Path.Combine(project.Folder, ".cache", "base");
        var cached = Path.Combine(cache, $"{commit}-{sdk}.json");
        if (!File.Exists(cached))
        {
            report($"planning the base {commit[..7]}; the result is cached");
            Directory.CreateDirectory(cache);
            if (await PlanAsync(project, commit, sdk, cached) is { } problem)
            {
                return ([], problem);
            }
        }

        return (SavedPlan.Read(FileText.Read(cached)), null);
    }

    private static async Task<string?> PlanAsync(Project project, string commit, string sdk, string cached)
    {
        var folder = Path.Combine(project.Folder, ".cache", "base", commit);
        await Git.AddWorktreeAsync(project, commit, folder);
        try
        {
            var program = Path.Combine(folder, "infra");
            if (!File.Exists(program))
            {
                return "the base has no ./infra";
            }

            var output = Path.Combine(folder, "plans.json");
            var (_, _, error) = await Tools.RunAsync(
                program, ["plan", "--all", "--format", "json", "--output", output],
                [("PULUMI_SDK", sdk), ("PulumiSdk", null)], timeout: Timeout, folder: folder);
            if (!File.Exists(output))
            {
                return error.Trim().Length > 0 ? Redactor.Redact(error.Trim()) : "the base wrote no plan";
            }

            File.Move(output, cached, overwrite: true);
            return null;
        }
        finally
        {
            await Git.RemoveWorktreeAsync(project, folder);
        }
    }
}
