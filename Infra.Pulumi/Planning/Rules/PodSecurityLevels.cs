using Infra.Bricks;
using Infra.Settings.Reading;

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
        foreach (var service in plan.Services)
        {
            if (!namespaces.TryGetValue(service.Namespace, out var level) && service.Namespace != OfKubernetes)
            {
                yield return new(Rule, Severity.Error, service.Name, $"is in the namespace {service.Namespace}, which does not exist",
                    "name a namespace of ServiceNamespace in the declaration");
            }
            else if (level is not null && Strictness(level) < service.Profile.Pods)
            {
                yield return new(Rule, Severity.Error, service.Name,
                    $"has pods of level {SettingShape.Spell(service.Profile.Pods)}, but its namespace "
                        + $"{service.Namespace} allows only {level}",
                    "move it to a namespace that allows them, or raise the level of its ServiceNamespace");
            }
        }
    }

    private static string? LevelOf(IReadOnlyDictionary<string, object> metadata) =>
        (metadata.GetValueOrDefault("labels") as IReadOnlyDictionary<string, object>)?.GetValueOrDefault(Label) as string;

    private static PodSecurity Strictness(string level) =>
        Enum.GetValues<PodSecurity>().First(value => SettingShape.Spell(value) == level);
}
