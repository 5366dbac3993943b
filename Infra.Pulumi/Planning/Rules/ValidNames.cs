using Infra.Settings.Texts;

namespace Infra.Planning.Rules;

/// <summary>Names must be valid in Kubernetes and Helm: the API server would reject them only during an update.</summary>
public static class ValidNames
{
    private const string HelmRelease = "kubernetes:helm.sh/v3:Release";
    private const int MaxReleaseLength = 53; // Helm reserves ten characters for suffixes
    private const int MaxNameLength = 63;
    private static readonly string[] NameKeys = ["name", "namespace"];

    public static IEnumerable<Finding> Check(Plan plan) =>
        from resource in plan.Resources
        where resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal)
        from name in NamesOf(resource)
        where !Marker.IsUnknown(name)
        let longest = resource.Type == HelmRelease ? MaxReleaseLength : MaxNameLength
        let problem = name.Length > longest ? $"has the name `{name}` of {name.Length} characters"
            : !name.Split('.').All(Label.IsValid) ? $"has the name `{name}`, which is not a valid DNS name"
            : null
        where problem is not null
        select new Finding("valid-names", Severity.Error, resource.Urn, problem,
            $"use at most {longest} lower-case letters, digits and inner dashes");

    private static IEnumerable<string> NamesOf(PlannedResource resource)
    {
        var metadata = resource.Type == HelmRelease ? resource.Inputs
            : resource.Inputs.GetValueOrDefault("metadata") as IReadOnlyDictionary<string, object>;
        return NameKeys.Select(key => metadata?.GetValueOrDefault(key)).OfType<string>();
    }
}
