using Infra.Planning;
using Infra.Settings;

namespace Infra.Engine;

/// <summary>
/// What one stack ran and another may take: a commit and the versions of its services. It stands in stacks/promoted.TO.yaml,
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
                json["versions"]?.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value?.ToString() ?? "") ?? [])
            : null;
    }

    public static IReadOnlyDictionary<string, string> VersionsOf(Plan plan) =>
        plan.Services.ToDictionary(service => service.Name, service => service.Profile.Software.Version);

    public void Write(Project project, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(project, to))!);
        var versions = Versions.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"  {pair.Key}: \"{pair.Value}\"\n");
        FileText.Write(PathOf(project, to),
            $"# written by `./infra promote`: what {From} ran and {to} may take\n"
            + $"from: {From}\ncommit: \"{Commit}\"\nversions:\n{string.Concat(versions)}");
    }

    /// <summary>What the plan has that was never run: each service with the version that was.</summary>
    public IEnumerable<string> Untried(Plan plan) =>
        from pair in VersionsOf(plan)
        let tried = Versions.GetValueOrDefault(pair.Key)
        where tried != pair.Value
        orderby pair.Key
        select tried is null ? $"{pair.Key} {pair.Value} never ran in {From}" : $"{pair.Key} is {pair.Value}, {From} ran {tried}";
}
