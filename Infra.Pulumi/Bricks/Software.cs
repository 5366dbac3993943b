using Infra.Charts;

namespace Infra.Bricks;

/// <summary>What a service runs, at which version.</summary>
public sealed record Software(string? Chart, string Version)
{
    public static Software Of(Chart chart) => new(chart.Name, chart.Version);

    public static Software Of(Image image) => new(null, image.Tag);
}
