namespace Infra.Planning.Reviews;

/// <summary>Classifies resources that hold data or control public access.</summary>
internal sealed class RiskClassifier
{
    private static readonly HashSet<string> HoldingData =
    [
        "kubernetes:core/v1:PersistentVolume", "kubernetes:core/v1:PersistentVolumeClaim", "kubernetes:apps/v1:StatefulSet",
        "kubernetes:postgresql.cnpg.io/v1:Cluster", "kubernetes:postgresql.cnpg.io/v1:Database",
            "kubernetes:clickhouse.altinity.com/v1:ClickHouseInstallation",
        "kubernetes:clickhouse-keeper.altinity.com/v1:ClickHouseKeeperInstallation",
            "kubernetes:database.arangodb.com/v1:ArangoDeployment",
        "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition", // its deletion deletes every object of its kind
        "cloudflare:index/r2Bucket:R2Bucket", "aws:s3/bucket:Bucket", "aws:lightsail/instance:Instance", "aws:kms/key:Key",
    ];

    // Prefixes of types.
    private static readonly string[] Public =
    [
        "cloudflare:index/dnsRecord:", "cloudflare:index/ruleset:", "cloudflare:index/zoneSetting:", "cloudflare:index/zeroTrust",
        "cloudflare:index/workers", "kubernetes:networking.k8s.io/v1:", "kubernetes:traefik.io/v1alpha1:",
        "kubernetes:cert-manager.io/v1:", "aws:lightsail/instancePublicPorts:", "aws:lightsail/staticIp",
    ];

    // The scripts that control access to a host.
    private static readonly string[] HostAccessScripts = ["-firewall", "-ssh", "-guard"];

    private readonly Dictionary<string, SavedResource> _resources;
    private readonly HashSet<string> _servicesWithDisk;

    public RiskClassifier(SavedPlan plan)
    {
        _resources = plan.Resources.DistinctBy(resource => resource.Urn).ToDictionary(resource => resource.Urn);
        _servicesWithDisk = [.. plan.Services.Where(service => service.Footprint.DiskGiB > 0).Select(service => service.Name)];
    }

    public bool HoldsData(SavedResource resource) =>
        resource.Protect || resource.RetainOnDelete || HoldingData.Contains(resource.Type)
        || (resource.Type == "kubernetes:helm.sh/v3:Release"
        && Ancestors(resource).Any(above => above.Component && _servicesWithDisk.Contains(above.Name)));

    public static bool IsPublic(SavedResource resource) =>
        Public.Any(type => resource.Type.StartsWith(type, StringComparison.Ordinal))
        || (resource.Type == "command:remote:Command"
        && HostAccessScripts.Any(script => resource.Name.Contains(script, StringComparison.Ordinal)));

    private IEnumerable<SavedResource> Ancestors(SavedResource resource)
    {
        var seen = new HashSet<string>(); // untrusted plans may contain cycles
        for (var urn = resource.Parent; urn is not null && seen.Add(urn)
            && _resources.TryGetValue(urn, out var parent); urn = parent.Parent)
        {
            yield return parent;
        }
    }
}
