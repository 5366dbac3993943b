namespace Infra.Settings;

/// <summary>The authority that signs the platform's certificates.</summary>
public enum CertificateIssuer
{
    None,
    LetsencryptStaging,
    Letsencrypt,
}
