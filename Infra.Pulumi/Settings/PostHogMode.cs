namespace Infra.Settings;

/// <summary>Where PostHog runs.</summary>
public enum PostHogMode
{
    Off,
    Cloud,
    Cluster,
}
