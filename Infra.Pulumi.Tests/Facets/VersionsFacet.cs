using System.Text.RegularExpressions;

namespace Infra.Tests.Facets;

/// <summary>Every chart, image, binary and provider with its version.</summary>
internal static partial class VersionsFacet
{
    public static IEnumerable<string> Of(FacetStack stack) => stack.OfKind("Release").Select(Chart)
        .Concat(Images(stack))
        .Concat(stack.Resources
            .Where(resource => resource.Planned.Type.StartsWith("pulumi:providers:", StringComparison.Ordinal))
            .Select(provider => $"provider {provider.Kind} {Tree.Text(provider.Inputs, "version")}"))
        .Concat(stack.Lines(fact => Keys().IsMatch(fact.Key)
            || (fact.Resource.Kind == "Plan" && fact.Key is "version" or "image")));

    private static string Chart(FacetResource release)
    {
        var repository = Tree.Text(release.Inputs, "repositoryOpts", "repo") is { } found ? $" from {found}" : "";
        return $"chart {Tree.Text(release.Inputs, "chart")} {Tree.Text(release.Inputs, "version")}{repository}: {release.Name}";
    }

    private static IEnumerable<string> Images(FacetStack stack) =>
        from resource in stack.Customs
        from pair in Tree.MapsWithin(resource.Inputs)
        let image = ImageIn(pair.Map)
        where image is not null
        group resource.Name by image into users
        select $"image {users.Key}: {string.Join(", ", users.Distinct().Order(StringComparer.Ordinal))}";

    private static string? ImageIn(IReadOnlyDictionary<string, object> map) =>
        Tree.At(map, "image") is string image && image.Contains('/', StringComparison.Ordinal) ? image
        : Tree.Text(map, "imageName")
        ?? (Tree.Text(map, "repository") is { } name ? $"{name}:{Tree.Text(map, "tag")}" : null);

    [GeneratedRegex(@"^(\w*_VERSION|DOWNLOAD_URL|SHA256_\w+|PACKAGES|bundleId|blueprintId|compatibilityDate)$")]
    private static partial Regex Keys();
}
