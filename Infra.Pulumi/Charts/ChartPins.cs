namespace Infra.Charts;

/// <summary>The charts that the platform installs, each at an exact version.</summary>
public static class ChartPins
{
    // renovate: datasource=docker depName=quay.io/jetstack/charts/cert-manager
    public static readonly Chart CertManager = new("cert-manager", "v1.21.1", "oci://quay.io/jetstack/charts/cert-manager");

    // renovate: datasource=helm depName=cloudnative-pg registryUrl=https://cloudnative-pg.github.io/charts
    public static readonly Chart CloudNativePg = new("cloudnative-pg", "0.29.0", "https://cloudnative-pg.github.io/charts");

    // renovate: datasource=helm depName=headlamp registryUrl=https://kubernetes-sigs.github.io/headlamp/
    public static readonly Chart Headlamp = new("headlamp", "0.45.0", "https://kubernetes-sigs.github.io/headlamp/");

    // renovate: datasource=helm depName=plugin-barman-cloud registryUrl=https://cloudnative-pg.github.io/charts
    public static readonly Chart PluginBarmanCloud = new("plugin-barman-cloud", "0.7.0", "https://cloudnative-pg.github.io/charts");
}
