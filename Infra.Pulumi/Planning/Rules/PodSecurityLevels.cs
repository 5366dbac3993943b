using Infra.Bricks;
using Infra.Settings;

namespace Infra.Planning.Rules;

/// <summary>A namespace must exist and allow the pods of its services, or Kubernetes rejects them.</summary>
public static class PodSecurityLevels
{
    private const string Rule = "pod-security";
    private const string Label = "pod-security.kubernetes.io/enforce";

    private const string OfKubernetes = "kube-system"; // exists in every cluster

    public static IEnumerable<Finding> Check(Plan plan)
    {
        var namespaces = plan.Resources
            .Where(resource => resource.Type == "kubernetes:core/v1:Namespace")
            .Select(resource => (IReadOnlyDictionary<string, object>)resource.Inputs["metadata"])
            .DistinctBy(metadata => (string)metadata["name"])
            .ToDictionary(metadata => (string)metadata["name"], LevelOf);
        foreach (var (name, profile) in plan.Services.Select(service => (service.Name, service.Profile)))
        {
            if (!namespaces.TryGetValue(profile.Namespace, out var level) && profile.Namespace != OfKubernetes)
            {
                yield return new(Rule, Severity.Error, name, $"is in the namespace {profile.Namespace}, which does not exist",
                    "add the namespace in Foundation/Namespaces.cs, or correct the profile");
            }
            else if (level is not null && Strictness(level) < profile.Pods)
            {
                yield return new(Rule, Severity.Error, name,
                    $"has pods of level {SettingShape.Spell(profile.Pods)}, but its namespace "
                        + $"{profile.Namespace} allows only {level}",
                    "move it to a namespace that allows them, or raise the level in Foundation/Namespaces.cs");
            }
        }
    }

    private static string? LevelOf(IReadOnlyDictionary<string, object> metadata) =>
        (metadata.GetValueOrDefault("labels") as IReadOnlyDictionary<string, object>)?.GetValueOrDefault(Label) as string;

    private static PodSecurity Strictness(string level) =>
        Enum.GetValues<PodSecurity>().First(value => SettingShape.Spell(value) == level);
}
