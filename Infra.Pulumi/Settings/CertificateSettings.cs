using System.ComponentModel;

namespace Infra.Settings;

/// <summary>The authority that signs the platform's certificates.</summary>
public sealed record CertificateSettings
{
    [Description("`letsencrypt-staging`: not trusted by browsers, with a high rate limit. `letsencrypt`: trusted. `none`: no "
        + "certificates.")]
    public CertificateIssuer Issuer { get; init; } = CertificateIssuer.LetsencryptStaging;
}
