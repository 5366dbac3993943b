using Infra.Charts;

namespace Infra.Engine.Releases;

/// <summary>An entry of the catalogue: its name, our version, and the source of its versions.</summary>
public sealed record PinnedRelease(string Name, string Version, ReleaseSource Source)
{
    /// <summary>Everything in the catalogue. An abandoned chart has no newer version, but may disappear.</summary>
    public static IEnumerable<PinnedRelease> All =>
    [
        .. ChartPins.All.Select(chart => new PinnedRelease($"chart {chart.Name}", chart.Version, chart.IsOci
            ? new RegistryTags(chart.Repository["oci://".Length..].Split('/', 2)[0], chart.Repository["oci://".Length..]
            .Split('/', 2)[1])
            : new HelmIndex(chart.Repository, chart.Name))),
        .. ImagePins.All.Select(image => new PinnedRelease($"image {image.Repository}", image.Tag,
            new RegistryTags(image.Registry, image.Repository))),
        new("k3s", Pins.K3s.Version, new GitHubReleases("k3s-io/k3s")),
        new("pulumi", $"v{Pins.Pulumi.Version}", new GitHubReleases("pulumi/pulumi")),
    ];
}

/// <summary>A source of version numbers.</summary>
public abstract record ReleaseSource;

/// <summary>The index of a chart repository.</summary>
public sealed record HelmIndex(string Url, string Chart) : ReleaseSource;

/// <summary>The tags of an image or of an OCI chart.</summary>
public sealed record RegistryTags(string Registry, string Repository) : ReleaseSource;

/// <summary>The releases of a repository on GitHub.</summary>
public sealed record GitHubReleases(string Repository) : ReleaseSource;
