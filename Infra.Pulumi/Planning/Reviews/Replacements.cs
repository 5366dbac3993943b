namespace Infra.Planning.Reviews;

/// <summary>
/// The properties whose change makes a provider replace a resource instead of updating it. The engine knows for sure in a
/// preview; this list covers our resources for reviews without an engine.
/// </summary>
internal static class Replacements
{
    private static readonly string[] Every = [""];

    // The first matching prefix of the type applies.
    private static readonly (string Type, string[] Paths)[] Known =
    [
        ("random:", Every),
        ("command:", ["triggers"]),
        ("kubernetes:helm.sh/v3:Release", ["name", "namespace"]),
        ("kubernetes:batch/v1:Job",
            ["metadata.name", "metadata.namespace", "spec.template", "spec.selector", "spec.completions", "spec.parallelism"]),
        ("kubernetes:apps/v1:StatefulSet",
            ["metadata.name", "metadata.namespace", "spec.selector", "spec.serviceName", "spec.volumeClaimTemplates"]),
        ("kubernetes:apps/v1:", ["metadata.name", "metadata.namespace", "spec.selector"]),
        ("kubernetes:core/v1:PersistentVolumeClaim", ["metadata.name", "metadata.namespace", "spec.accessModes",
            "spec.selector", "spec.storageClassName", "spec.volumeName"]),
        ("kubernetes:core/v1:Secret", ["metadata.name", "metadata.namespace", "type"]),
        ("kubernetes:storage.k8s.io/v1:StorageClass", ["metadata.name", "parameters", "provisioner"]),
        ("kubernetes:rbac.authorization.k8s.io/v1:RoleBinding", ["metadata.name", "metadata.namespace", "roleRef"]),
        ("kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding", ["metadata.name", "roleRef"]),
        ("kubernetes:", ["apiVersion", "kind", "metadata.name", "metadata.namespace"]),
        ("cloudflare:index/r2Bucket:", ["accountId", "name", "jurisdiction", "location"]),
        ("cloudflare:", ["accountId", "zoneId", "settingId"]),
        ("aws:lightsail/instance:", ["availabilityZone", "blueprintId", "bundleId", "keyPairName", "name", "userData"]),
        ("aws:lightsail/", ["name", "instanceName", "publicKey", "staticIpName"]),
        ("aws:s3/bucket:", ["bucket", "bucketPrefix"]),
    ];

    /// <summary>The first changed property that forces a replacement, or null.</summary>
    public static PropertyChange? CauseOf(string type, IEnumerable<PropertyChange> changes)
    {
        var paths = Known.FirstOrDefault(known => type.StartsWith(known.Type, StringComparison.Ordinal)).Paths ?? [];
        return changes.FirstOrDefault(change => paths.Any(path => IsIn(change.Path, path)));
    }

    private static bool IsIn(string changed, string path) =>
        path.Length == 0 || (changed.StartsWith(path, StringComparison.Ordinal)
            && (changed.Length == path.Length || changed[path.Length] is '.' or '['));
}
