using System.Text.RegularExpressions;

namespace Infra.Tests.Facets;

/// <summary>Every chart, image, binary and provider with its version.</summary>
internal static partial class VersionsFacet
{
    public static IEnumerable<string> Of(FacetStack stack) =>
        stack.OfKind("Release").Select(release => $"chart {Tree.Text(release.Inputs, "chart")} {Tree.Text(release.Inputs, "version")}"
                + (Tree.Text(release.Inputs, "repositoryOpts", "repo") is { } repository ? $" from {repository}" : "") + $": {release.Name}")
            .Concat(Images(stack))
            .Concat(stack.Resources.Where(resource => resource.Planned.Type.StartsWith("pulumi:providers:", StringComparison.Ordinal))
                .Select(provider => $"provider {provider.Kind} {Tree.Text(provider.Inputs, "version") ?? "of the program"}"))
            .Concat(stack.Facts().Where(fact => Keys().IsMatch(fact.Key) || Plan().IsMatch(fact.Path) && fact.Resource.Kind == "Plan").Select(fact => $"{fact}"));

    private static IEnumerable<string> Images(FacetStack stack)
    {
        var found = from resource in stack.Customs
                    from pair in Tree.MapsWithin(resource.Inputs)
                    let image = Tree.At(pair.Map, "image") is string text && text.Contains('/', StringComparison.Ordinal) ? text
                        : Tree.Text(pair.Map, "imageName")
                        ?? (Tree.Text(pair.Map, "repository") is { } name ? $"{name}:{Tree.Text(pair.Map, "tag")}" : null)
                    where image is not null
                    group resource.Name by image;
        return found.Select(group => $"image {group.Key}: {string.Join(", ", group.Distinct().Order(StringComparer.Ordinal))}");
    }

    [GeneratedRegex(@"^(\w*_VERSION|DOWNLOAD_URL|SHA256_\w+|PACKAGES|bundleId|blueprintId|compatibilityDate)$")]
    private static partial Regex Keys();

    [GeneratedRegex("version$|image$")]
    private static partial Regex Plan();
}
