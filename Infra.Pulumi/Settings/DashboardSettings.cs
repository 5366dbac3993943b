using System.ComponentModel;

namespace Infra.Settings;

/// <summary>The cluster dashboard.</summary>
public sealed record DashboardSettings
{
    [Description("Whether the service is installed.")]
    public bool Enabled { get; init; } = true;

    [Description("Whether it can change the cluster. Otherwise it is read-only and hides secrets.")]
    public bool CanChange { get; init; }
}
