using Infra.Settings.Reading;
using Infra.Settings.Texts;

namespace Infra.Settings.Rules;

/// <summary>The rules between the edge, the domains, the certificates and the buckets.</summary>
internal static class EdgeRules
{
    public static IEnumerable<SettingProblem> Problems(PlatformSettings settings)
    {
        var edge = settings.Edge;
        if (settings.Certificates.Issuer != CertificateIssuer.None && !edge.IsPublic)
        {
            yield return new("infra:certificates.issuer",
                $"cannot validate a domain with `infra:edge.mode: {SettingShape.Spell(edge.Mode)}`",
                "write `issuer: none`, or `mode: proxied`");
        }

        if (settings.ObjectStore.Kind == ObjectStoreKind.R2 && edge.AccountId is null && !edge.IsPublic)
        {
            yield return new("infra:edge.accountId", "is missing",
                $"add {HexId.Right}, which `infra:objectStore.kind: r2` needs");
        }

        if (settings.Environment == EnvironmentKind.Prod && settings.Domain.Suffix is not null)
        {
            yield return new("infra:domain.suffix", "conflicts with `infra:environment: prod`",
                "remove it: prod owns the plain names");
        }

        foreach (var (name, domain) in new[] { ("base", settings.Domain.Base), ("internal", settings.Domain.Internal) })
        {
            if (edge.IsPublic && !domain.Text.Contains('.', StringComparison.Ordinal))
            {
                yield return new($"infra:domain.{name}",
                    $"cannot be `{domain}` with `infra:edge.mode: {SettingShape.Spell(edge.Mode)}`",
                    $"write {DomainName.Right}");
            }
        }
    }
}
