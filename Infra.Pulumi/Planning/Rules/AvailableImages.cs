using System.Collections;
using Infra.Charts;

namespace Infra.Planning.Rules;

/// <summary>Every image is pinned and comes from a registry that still serves it.</summary>
public static class AvailableImages
{
    public static IEnumerable<Finding> Check(Plan plan)
    {
        var ofReleases =
            from release in ReleaseValues.Of(plan)
            from image in release.Images(KnownValues.Of(release.Chart, release.Version) ?? new())
            select (release.Urn, image);
        var ofObjects =
            from resource in plan.Resources
            where resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal)
                && resource.Type != "kubernetes:helm.sh/v3:Release"
            from image in ImagesIn(resource.Inputs)
            select (resource.Urn, image);

        return from found in ofReleases.Concat(ofObjects).Distinct()
               let problem = DeadSources.ProblemOf(found.image)
               where problem is not null
               select new Finding("available-images", Severity.Error, found.Urn, $"uses the image {found.image}: {problem}",
                   "use an available image with an exact tag in Charts/ImagePins.cs");
    }

    private static IEnumerable<string> ImagesIn(object value) => value switch
    {
        IReadOnlyDictionary<string, object> map => map.SelectMany(pair =>
            pair is { Key: "image" or "imageName", Value: string image } ? [image] : ImagesIn(pair.Value)),
        string => [],
        IEnumerable list => list.Cast<object>().SelectMany(ImagesIn),
        _ => [],
    };
}
