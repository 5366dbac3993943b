using Infra.Planning;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Engine;

/// <summary>
/// What one stack ran and another may run: a commit and the versions of its services. It is stored in stacks/promoted.TO.yaml,
/// so that a promotion is a commit and can be read, reviewed and reverted like any other.
/// </summary>
public sealed record Promotion(string From, string Commit, IReadOnlyDictionary<string, string> Versions)
{
    public static string PathOf(Project project, string to) => Path.Combine(project.Folder, "stacks", $"promoted.{to}.yaml");

    public static Promotion? Read(Project project, string to)
    {
        var path = PathOf(project, to);
        return File.Exists(path) && FileText.ReadYaml(path) is System.Text.Json.Nodes.JsonObject json
            ? new(
                json["from"]?.ToString() ?? "",
                json["commit"]?.ToString() ?? "",
                (json["versions"] as System.Text.Json.Nodes.JsonObject)?.ToDictionary(pair => pair.Key,
                    pair => pair.Value?.ToString() ?? "") ?? [])
            : null;
    }

    public static IReadOnlyDictionary<string, string> VersionsOf(Plan plan) =>
        plan.Services.ToDictionary(service => service.Name, service => service.Profile.Software.Version);

    /// <summary>
    /// Why the stack must not be updated, and the remedy, or null. A prod stack runs only what a staging stack of the same
    /// repository ran. Without a staging stack there is no restriction.
    /// </summary>
    public static async Task<(string Why, string Remedy)?> FindProblemAsync(Project project, Plan plan)
    {
        var to = plan.Stack;
        if (Read(project, to) is not { } promotion)
        {
            return plan.Settings.Environment == EnvironmentKind.Prod && StagingStack(project) is { } from
                ? ($"{to} runs only what {from} ran, and nothing was promoted yet",
                    $"run `./infra up {from}`, then `./infra promote {from} {to}`")
                : null;
        }

        var changed = await Git.ChangedFilesAsync(project, promotion.Commit);
        var untried = promotion.UntestedVersions(plan).ToList();
        return changed.Count > 0
                ? ($"the program differs from what {promotion.From} ran ({Summarize(changed)})",
                    $"run `./infra up {promotion.From}` with it, then `./infra promote {promotion.From} {to}`")
            : untried.Count > 0
            ? (string.Join(", ", untried), $"run `./infra promote {promotion.From} {to}` once {promotion.From} has run it")
            : null;
    }

    /// <summary>The first few files, and a count of the rest.</summary>
    public static string Summarize(IReadOnlyList<string> files) =>
        string.Join(", ", files.Take(3)) + (files.Count > 3 ? $" and {files.Count - 3} more" : "");

    public void Write(Project project, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(project, to))!);
        var versions = Versions.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"  {pair.Key}: \"{pair.Value}\"\n");
        FileText.Write(PathOf(project, to),
            $"# written by `./infra promote`: what {From} ran and {to} may run\n"
            + $"from: {From}\ncommit: \"{Commit}\"\nversions:\n{string.Concat(versions)}");
    }

    /// <summary>The planned services with a version that was not run, and the version that was.</summary>
    public IEnumerable<string> UntestedVersions(Plan plan) =>
        from pair in VersionsOf(plan)
        let tried = Versions.GetValueOrDefault(pair.Key)
        where tried != pair.Value
        orderby pair.Key
        select tried is null ? $"{pair.Key} {pair.Value} never ran in {From}" : $"{pair.Key} is {pair.Value}, {From} ran {tried}";

    private static string? StagingStack(Project project)
    {
        var (key, staging) = ($"{project.Name}:environment", SettingShape.Spell(EnvironmentKind.Staging));
        return project.Stacks.FirstOrDefault(stack => project.Stack(stack)
            .ToConfig(Marker.Secret).Values.GetValueOrDefault(key) == staging);
    }
}
