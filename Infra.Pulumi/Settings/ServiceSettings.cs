using System.ComponentModel;

namespace Infra.Settings;

/// <summary>The switch of a service that has nothing else to set.</summary>
public sealed record ServiceSettings
{
    [Description("Whether the service is installed.")]
    public bool Enabled { get; init; } = true;
}
