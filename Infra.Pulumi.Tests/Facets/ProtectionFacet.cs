using System.Text.RegularExpressions;
using Pulumi;

namespace Infra.Tests.Facets;

/// <summary>What keeps data from being lost: protection, retention, what deleting does, and what volumes do with it.</summary>
internal static partial class ProtectionFacet
{
    public static IEnumerable<string> Of(FacetStack stack) => stack.Customs.SelectMany(Options)
        .Concat(stack.Lines(fact => Keys().IsMatch(fact.Key) && !fact.Path.Contains("ingress/", StringComparison.Ordinal)))
        .Concat(stack.OfKind("StorageClass").Select(storage => $"storage class {storage.Name}: "
            + $"{Tree.Text(storage.Inputs, "provisioner")}, binds {Tree.Text(storage.Inputs, "volumeBindingMode")}"));

    private static IEnumerable<string> Options(FacetResource resource)
    {
        var custom = resource.Options as CustomResourceOptions;
        var told = new[]
        {
            resource.Planned.Protect ? "protected" : null,
            resource.Planned.RetainOnDelete ? "stays when it leaves the stack" : null,
            custom?.DeleteBeforeReplace == true ? "is deleted before it is replaced" : null,
            resource.Options.IgnoreChanges is { Count: > 0 } kept ? $"keeps {string.Join(", ", kept)} as it is" : null,
        };
        var all = string.Join(", ", told.OfType<string>());
        return all.Length > 0 ? [$"{resource.Name} ({resource.Kind}): {all}"] : [];
    }

    [GeneratedRegex("""
        ^(\w*ReclaimPolicy|reclaimPolicy|keepPvc|keep|forceDestroy|deletionPolicy|KEEP_DATA|storageClass|storageClassName
        |className|persistentVolumeClaimRetentionPolicy|whenDeleted|whenScaled|helm\.sh/resource-policy|finalizers
        |failurePolicy|backupOwnerReference|deployment[Ss]trategy|skipFinalSnapshot|allowVolumeExpansion)$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Keys();
}
