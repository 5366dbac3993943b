namespace Infra.Settings;

/// <summary>How the platform is reached from outside.</summary>
public enum EdgeMode
{
    None,
    Localhost,
    Proxied,
    Tunnel,
}
