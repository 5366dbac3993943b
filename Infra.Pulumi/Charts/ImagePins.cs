namespace Infra.Charts;

/// <summary>The container images that the platform names itself, each at an exact version.</summary>
public static class ImagePins
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Image> All => typeof(ImagePins).GetFields().Select(pin => pin.GetValue(null)).OfType<Image>();

    // renovate: datasource=docker depName=docker.io/library/alpine
    public static readonly Image Alpine = new("docker.io", "library/alpine", "3.22.1");

    // renovate: datasource=docker depName=docker.io/arangodb/arangodb
    public static readonly Image ArangoDb = new("docker.io", "arangodb/arangodb", "3.12.10.1");

    // renovate: datasource=docker depName=docker.io/library/busybox
    public static readonly Image BusyBox = new("docker.io", "library/busybox", "1.37.0");

    // renovate: datasource=docker depName=docker.io/clickhouse/clickhouse-keeper
    public static readonly Image ClickHouseKeeper = new("docker.io", "clickhouse/clickhouse-keeper", "25.12.5");

    // renovate: datasource=docker depName=docker.io/clickhouse/clickhouse-server
    public static readonly Image ClickHouseServer = new("docker.io", "clickhouse/clickhouse-server", "25.12.5");

    // renovate: datasource=docker depName=docker.io/cloudflare/cloudflared versioning=loose
    public static readonly Image Cloudflared = new("docker.io", "cloudflare/cloudflared", "2026.9.1");

    /// <summary>bash, curl and jq, for the scripts that run inside the cluster.</summary>
    // renovate: datasource=docker depName=docker.io/alpine/k8s
    public static readonly Image ClusterTools = new("docker.io", "alpine/k8s", "1.36.2");

    // renovate: datasource=docker depName=docker.io/curlimages/curl
    public static readonly Image Curl = new("docker.io", "curlimages/curl", "8.16.0");

    // renovate: datasource=docker depName=docker.io/alpine/kubectl
    public static readonly Image Kubectl = new("docker.io", "alpine/kubectl", "1.36.0");

    // renovate: datasource=docker depName=ghcr.io/kubero-dev/kubero/kubero
    public static readonly Image Kubero = new("ghcr.io", "kubero-dev/kubero/kubero", "v3.1.1");

    // renovate: datasource=docker depName=ghcr.io/kubero-dev/kubero-operator/kuberoapp
    public static readonly Image KuberoOperator = new("ghcr.io", "kubero-dev/kubero-operator/kuberoapp", "v0.2.1");

    // renovate: datasource=docker depName=docker.io/lindesvard/openpanel-api
    public static readonly Image OpenPanelApi = new("docker.io", "lindesvard/openpanel-api", "2.3.0");

    // renovate: datasource=docker depName=docker.io/lindesvard/openpanel-dashboard
    public static readonly Image OpenPanelDashboard = new("docker.io", "lindesvard/openpanel-dashboard", "2.3.0");

    // renovate: datasource=docker depName=docker.io/lindesvard/openpanel-worker
    public static readonly Image OpenPanelWorker = new("docker.io", "lindesvard/openpanel-worker", "2.3.0");

    // renovate: datasource=docker depName=ghcr.io/cloudnative-pg/postgresql versioning=loose
    public static readonly Image PostgreSql = new("ghcr.io", "cloudnative-pg/postgresql", "18.4-system-trixie");

    // renovate: datasource=docker depName=docker.io/library/python
    public static readonly Image Python = new("docker.io", "library/python", "3.13.7-alpine3.22");

    // renovate: datasource=docker depName=docker.io/restic/restic
    public static readonly Image Restic = new("docker.io", "restic/restic", "0.19.1");

    // renovate: datasource=docker depName=docker.io/rancher/system-upgrade-controller
    public static readonly Image SystemUpgradeController = new("docker.io", "rancher/system-upgrade-controller", "v0.20.1");

    /// <summary>The same that its chart runs.</summary>
    // renovate: datasource=docker depName=docker.io/valkey/valkey
    public static readonly Image Valkey = new("docker.io", "valkey/valkey", "9.1.1");
}
