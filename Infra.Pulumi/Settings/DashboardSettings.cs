using System.ComponentModel;

namespace Infra.Settings;

/// <summary>The cluster dashboard.</summary>
public sealed record DashboardSettings
{
    [Description("Whether the service is installed.")]
    public bool Enabled { get; init; } = true;

    [Description("Whether people may change things in it. Otherwise it shows everything but secrets and changes nothing.")]
    public bool CanChange { get; init; }
}
