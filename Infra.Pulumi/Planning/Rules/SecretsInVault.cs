using Infra.Bricks;
using Infra.Platform;

namespace Infra.Planning.Rules;

/// <summary>In a stack with Vault, every secret is in Vault or has a documented reason.</summary>
public static class SecretsInVault
{
    public static IEnumerable<Finding> Check(Plan plan)
    {
        if (plan.Services.All(service => service.Name != Vault.Name))
        {
            return [];
        }

        var bundles = plan.Resources.Where(resource => resource.Type == "infra:bricks:SecretBundle")
            .Select(resource => resource.Urn).ToHashSet();
        var pushed = plan.Resources.Where(resource => resource.Type.EndsWith(":PushSecret", StringComparison.Ordinal))
            .Select(resource => resource.Parent).ToHashSet();
        return plan.Resources
            .Where(resource => resource.Type == "kubernetes:core/v1:Secret")
            .Where(resource => !(bundles.Contains(resource.Parent!) && pushed.Contains(resource.Parent)) && !HasReason(resource))
            .Select(resource => new Finding("secrets-in-vault", Severity.Error, resource.Urn,
                "is a Kubernetes secret outside of Vault",
                "use a SecretBundle with Vault, or give the reason in SecretBundleArgs.OutsideVault"));
    }

    private static bool HasReason(PlannedResource secret) =>
        secret.Inputs["metadata"] is IReadOnlyDictionary<string, object> metadata
        && metadata.GetValueOrDefault("annotations") is IReadOnlyDictionary<string, object> annotations
        && annotations.ContainsKey(SecretBundle.ReasonAnnotation);
}
