using Infra.Planning.Reviews;
using Infra.Settings;

namespace Infra.Engine;

/// <summary>
/// The plans of another commit, made by that commit's own program in a checkout of its own. They are kept by commit, since a commit
/// does not change: only the first look takes the time of a build.
/// </summary>
internal static class BasePlans
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>The plans, or why there are none.</summary>
    public static async Task<(IReadOnlyList<WrittenPlan> Plans, string? Problem)> OfAsync(Project project, string commit, string sdk, Action<string> tell)
    {
        var cache = Path.Combine(project.Folder, ".cache", "base");
        var kept = Path.Combine(cache, $"{commit}-{sdk}.json");
        if (!File.Exists(kept))
        {
            tell($"planning the base {commit[..7]}; the next time it is at hand");
            Directory.CreateDirectory(cache);
            if (await PlanAsync(project, commit, sdk, kept) is { } problem)
            {
                return ([], problem);
            }
        }

        return (WrittenPlan.Read(FileText.Read(kept)), null);
    }

    private static async Task<string?> PlanAsync(Project project, string commit, string sdk, string kept)
    {
        var folder = Path.Combine(project.Folder, ".cache", "base", commit);
        await Git.CheckOutAsync(project, commit, folder);
        try
        {
            var program = Path.Combine(folder, "infra");
            if (!File.Exists(program))
            {
                return "it has no ./infra";
            }

            var unfinished = Path.Combine(folder, "plans.json");
            var (_, _, error) = await Tools.RunAsync(
                program, ["plan", "--all", "--format", "json", "--output", unfinished],
                [("PULUMI_SDK", sdk), ("PulumiSdk", null)], atMost: Patience, folder: folder);
            if (!File.Exists(unfinished))
            {
                return error.Trim().Length > 0 ? Scrub.Text(error.Trim()) : "it wrote no plan";
            }

            File.Move(unfinished, kept, overwrite: true);
            return null;
        }
        finally
        {
            await Git.RemoveCheckOutAsync(project, folder);
        }
    }
}
