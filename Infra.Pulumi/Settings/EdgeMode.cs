namespace Infra.Settings;

/// <summary>The public edge of the platform.</summary>
public enum EdgeMode
{
    None,
    Localhost,
    Proxied,
    Tunnel,
}
