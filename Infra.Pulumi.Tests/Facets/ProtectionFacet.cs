using System.Text.RegularExpressions;

namespace Infra.Tests.Facets;

/// <summary>What keeps data from being lost: protection, retention, what deleting does, and what volumes do with it.</summary>
internal static partial class ProtectionFacet
{
    public static IEnumerable<string> Of(FacetStack stack) => stack.Customs.Where(resource => resource.Planned.Protect || resource.Planned.RetainOnDelete)
        .Select(resource => $"{resource.Name} ({resource.Kind}): {Options(resource)}")
        .Concat(stack.Lines(stack.Facts().Where(fact => Keys().IsMatch(fact.Key) && !fact.Path.Contains("ingress/", StringComparison.Ordinal))))
        .Concat(stack.OfKind("StorageClass").Select(storage => $"storage class {storage.Name}: {Tree.Text(storage.Inputs, "provisioner")}, "
            + $"binds {Tree.Text(storage.Inputs, "volumeBindingMode")}"));

    private static string Options(FacetResource resource) =>
        (resource.Planned.Protect ? "protected" : "")
        + (resource.Planned is { Protect: true, RetainOnDelete: true } ? ", " : "")
        + (resource.Planned.RetainOnDelete ? "stays when it leaves the stack" : "");

    [GeneratedRegex("""
        ^(\w*ReclaimPolicy|reclaimPolicy|keepPvc|keep|forceDestroy|deletionPolicy|KEEP_DATA|storageClass|storageClassName|className
        |persistentVolumeClaimRetentionPolicy|whenDeleted|whenScaled|helm\.sh/resource-policy|finalizers|failurePolicy|backupOwnerReference
        |deployment[Ss]trategy|skipFinalSnapshot|appendonly|appendfsync|maxmemory-policy|allowVolumeExpansion)$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Keys();
}
