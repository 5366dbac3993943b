using Infra.Bricks;

namespace Infra.Planning.Rules;

/// <summary>Where there is a Vault, secrets are in it, or say why they cannot be.</summary>
public static class SecretsInVault
{
    public static IEnumerable<Finding> Check(Plan plan)
    {
        if (plan.Services.All(service => service.Name != "vault"))
        {
            return [];
        }

        var bundles = plan.Resources.Where(resource => resource.Type == "infra:bricks:SecretBundle").Select(resource => resource.Urn).ToHashSet();
        var pushed = plan.Resources.Where(resource => resource.Type.EndsWith(":PushSecret", StringComparison.Ordinal)).Select(resource => resource.Parent).ToHashSet();
        return plan.Resources
            .Where(resource => resource.Type == "kubernetes:core/v1:Secret")
            .Where(resource => !(bundles.Contains(resource.Parent!) && pushed.Contains(resource.Parent)) && !SaysWhy(resource))
            .Select(resource => new Finding("secrets-in-vault", Severity.Error, resource.Urn, "is a Kubernetes secret that Vault does not know",
                "make it a SecretBundle below Vault in PlatformStack.cs, or say why not: SecretBundleArgs.OutsideVault"));
    }

    private static bool SaysWhy(PlannedResource secret) =>
        secret.Inputs["metadata"] is IReadOnlyDictionary<string, object> metadata
        && metadata.GetValueOrDefault("annotations") is IReadOnlyDictionary<string, object> annotations
        && annotations.ContainsKey(SecretBundle.ReasonAnnotation);
}
