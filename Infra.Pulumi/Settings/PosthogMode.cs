namespace Infra.Settings;

/// <summary>Where PostHog runs.</summary>
public enum PosthogMode
{
    Off,
    Cloud,
    Cluster,
}
