using Infra.Charts;

namespace Infra.Engine.Releases;

/// <summary>Something of the catalogue that others release: its name, our version, and where its versions are listed.</summary>
public sealed record PinnedRelease(string Name, string Version, ReleaseList List)
{
    /// <summary>Everything in the catalogue. A chart that its makers gave up has no newer version to look for, but may vanish.</summary>
    public static IEnumerable<PinnedRelease> All =>
    [
        .. ChartPins.All.Select(chart => new PinnedRelease($"chart {chart.Name}", chart.Version, chart.IsOci
            ? new RegistryTags(chart.Repository["oci://".Length..].Split('/', 2)[0], chart.Repository["oci://".Length..].Split('/', 2)[1])
            : new HelmIndex(chart.Repository, chart.Name))),
        .. ImagePins.All.Select(image => new PinnedRelease($"image {image.Repository}", image.Tag, new RegistryTags(image.Registry, image.Repository))),
        new("k3s", Pins.K3s.Version, new GitHubReleases("k3s-io/k3s")),
        new("pulumi", $"v{Pins.Pulumi.Version}", new GitHubReleases("pulumi/pulumi")),
    ];
}

/// <summary>Where versions are listed.</summary>
public abstract record ReleaseList;

/// <summary>The index of a chart repository.</summary>
public sealed record HelmIndex(string Url, string Chart) : ReleaseList;

/// <summary>The tags of an image, or of a chart that is kept as one.</summary>
public sealed record RegistryTags(string Registry, string Repository) : ReleaseList;

/// <summary>The releases of a repository on GitHub.</summary>
public sealed record GitHubReleases(string Repository) : ReleaseList;
