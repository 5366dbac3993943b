namespace Infra.Settings;

/// <summary>Who signs the platform's certificates.</summary>
public enum CertificateIssuer
{
    None,
    LetsencryptStaging,
    Letsencrypt,
}
