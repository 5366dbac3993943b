namespace Infra.Settings.Rules;

/// <summary>The rules between Vault and the certificates.</summary>
internal static class VaultRules
{
    public static IEnumerable<SettingProblem> Problems(PlatformSettings settings)
    {
        if (settings.Vault.Enabled && settings.Certificates.Issuer == CertificateIssuer.None)
        {
            yield return new("infra:vault.enabled", "needs certificates, and `infra:certificates.issuer` is `none`",
                "write `vault: { enabled: false }`, or choose an issuer");
        }
    }
}
