namespace Infra.Charts;

/// <summary>The charts that the platform installs, each at an exact version.</summary>
public static class ChartPins
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Chart> All => typeof(ChartPins).GetFields().Select(pin => pin.GetValue(null)).OfType<Chart>();

    // renovate: datasource=helm depName=backstage registryUrl=https://backstage.github.io/charts
    public static readonly Chart Backstage = new("backstage", "2.8.2", "https://backstage.github.io/charts");

    // renovate: datasource=docker depName=registry-1.docker.io/casbin/casdoor-helm-charts
    public static readonly Chart Casdoor =
        new("casdoor-helm-charts", "3.158.0", "oci://registry-1.docker.io/casbin/casdoor-helm-charts");

    // renovate: datasource=docker depName=quay.io/jetstack/charts/cert-manager
    public static readonly Chart CertManager = new("cert-manager", "v1.21.1", "oci://quay.io/jetstack/charts/cert-manager");

    // renovate: datasource=helm depName=altinity-clickhouse-operator registryUrl=https://helm.altinity.com
    public static readonly Chart ClickHouseOperator = new("altinity-clickhouse-operator", "0.27.1", "https://helm.altinity.com");

    // renovate: datasource=helm depName=cloudnative-pg registryUrl=https://cloudnative-pg.github.io/charts
    public static readonly Chart CloudNativePg = new("cloudnative-pg", "0.29.0", "https://cloudnative-pg.github.io/charts");

    // renovate: datasource=helm depName=external-secrets registryUrl=https://charts.external-secrets.io
    public static readonly Chart ExternalSecrets = new("external-secrets", "2.9.0", "https://charts.external-secrets.io");

    // renovate: datasource=helm depName=headlamp registryUrl=https://kubernetes-sigs.github.io/headlamp/
    public static readonly Chart Headlamp = new("headlamp", "0.45.0", "https://kubernetes-sigs.github.io/headlamp/");

    // renovate: datasource=helm depName=k8s-infra registryUrl=https://charts.signoz.io
    public static readonly Chart K8sInfra =
        new("k8s-infra", "0.16.0", "https://charts.signoz.io") { Open = ["otelDeployment.config"] };

    // renovate: datasource=helm depName=kube-arangodb registryUrl=https://arangodb.github.io/kube-arangodb
    public static readonly Chart KubeArangoDb = new("kube-arangodb", "1.4.4", "https://arangodb.github.io/kube-arangodb");

    // renovate: datasource=helm depName=kured registryUrl=https://kubereboot.github.io/charts
    public static readonly Chart Kured = new("kured", "6.1.0", "https://kubereboot.github.io/charts");

    // renovate: datasource=helm depName=oauth2-proxy registryUrl=https://oauth2-proxy.github.io/manifests
    public static readonly Chart Oauth2Proxy = new("oauth2-proxy", "10.7.0", "https://oauth2-proxy.github.io/manifests");

    // renovate: datasource=helm depName=plugin-barman-cloud registryUrl=https://cloudnative-pg.github.io/charts
    public static readonly Chart PluginBarmanCloud =
        new("plugin-barman-cloud", "0.7.0", "https://cloudnative-pg.github.io/charts");

    // renovate: datasource=helm depName=posthog registryUrl=https://posthog.github.io/charts-clickhouse/
    public static readonly Chart PostHog = new("posthog", "30.46.0", "https://posthog.github.io/charts-clickhouse/")
    {
        Open = ["kafka", "postgresql", "redis", "zookeeper"], // charts of others, whose keys this one does not list
    };

    // renovate: datasource=helm depName=signoz registryUrl=https://charts.signoz.io
    public static readonly Chart SigNoz = new("signoz", "0.131.0", "https://charts.signoz.io");

    // renovate: datasource=helm depName=valkey registryUrl=https://valkey.io/valkey-helm/
    public static readonly Chart Valkey = new("valkey", "0.11.0", "https://valkey.io/valkey-helm/");

    // renovate: datasource=helm depName=vault registryUrl=https://helm.releases.hashicorp.com
    public static readonly Chart Vault = new("vault", "0.34.1", "https://helm.releases.hashicorp.com");
}
