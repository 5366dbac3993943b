using Infra.Settings.Texts;

namespace Infra.Planning.Rules;

/// <summary>What Kubernetes and Helm accept as a name; an API server would refuse it only half-way through an update.</summary>
public static class SoundNames
{
    private const string HelmRelease = "kubernetes:helm.sh/v3:Release";
    private const int LongestRelease = 53; // Helm keeps ten letters for what it appends
    private const int LongestName = 63;
    private static readonly string[] NameKeys = ["name", "namespace"];

    public static IEnumerable<Finding> Check(Plan plan) =>
        from resource in plan.Resources
        where resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal)
        from name in NamesOf(resource)
        where !Marker.IsUnknown(name)
        let longest = resource.Type == HelmRelease ? LongestRelease : LongestName
        let problem = name.Length > longest ? $"has the name `{name}` of {name.Length} letters"
            : !name.Split('.').All(Label.IsValid) ? $"has the name `{name}`, which is no DNS name"
            : null
        where problem is not null
        select new Finding("sound-names", Severity.Error, resource.Urn, problem,
            $"use at most {longest} lower-case letters, digits and inner dashes");

    private static IEnumerable<string> NamesOf(PlannedResource resource)
    {
        var metadata = resource.Type == HelmRelease ? resource.Inputs : resource.Inputs.GetValueOrDefault("metadata") as IReadOnlyDictionary<string, object>;
        return NameKeys.Select(key => metadata?.GetValueOrDefault(key)).OfType<string>();
    }
}
