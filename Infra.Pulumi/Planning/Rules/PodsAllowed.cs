using Infra.Bricks;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Planning.Rules;

/// <summary>A namespace lets its services' pods do what their profiles say they must; Kubernetes would refuse to start them.</summary>
public static class PodsAllowed
{
    private const string Label = "pod-security.kubernetes.io/enforce";

    public static IEnumerable<Finding> Check(Plan plan)
    {
        var levels = plan.Resources
            .Where(resource => resource.Type == "kubernetes:core/v1:Namespace")
            .Select(resource => (IReadOnlyDictionary<string, object>)resource.Inputs["metadata"])
            .Where(metadata => metadata.ContainsKey("labels"))
            .ToDictionary(metadata => (string)metadata["name"], metadata => ((IReadOnlyDictionary<string, object>)metadata["labels"]).GetValueOrDefault(Label) as string);

        return
            from service in plan.Services
            let level = levels.GetValueOrDefault(service.Profile.Namespace)
            where level is not null && Strictness(level) < service.Profile.Pods
            select new Finding("pods-allowed", Severity.Error, service.Name,
                $"has pods of level {SettingShape.Spell(service.Profile.Pods)}, its namespace {service.Profile.Namespace} allows {level}",
                "move it to a namespace that allows them, or raise the level in Foundation/Namespaces.cs");
    }

    private static PodSecurity Strictness(string level) => Enum.GetValues<PodSecurity>().First(value => SettingShape.Spell(value) == level);
}
