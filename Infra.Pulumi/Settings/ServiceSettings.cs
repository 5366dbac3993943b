using System.ComponentModel;

namespace Infra.Settings;

/// <summary>A service without further settings.</summary>
public sealed record ServiceSettings
{
    [Description("Whether the service is installed.")]
    public bool Enabled { get; init; } = true;
}
