using System.ComponentModel;

namespace Infra.Settings;

/// <summary>The virtual server that a stack rents until it is destroyed.</summary>
public sealed record LightsailSettings
{
    [Description("The AWS region.")]
    public string Region { get; init; } = "eu-central-1";

    [Description("The availability zone inside the region.")]
    public string Zone { get; init; } = "eu-central-1a";

    [Description("The operating system image.")]
    public string Blueprint { get; init; } = "debian_12";

    [Description("The plan of the server; `size` is its capacity.")]
    public string Bundle { get; init; } = "medium_3_0";

    [Description("The capacity and cost of the bundle.")]
    public required SizeSettings Size { get; init; }
}
