using System.ComponentModel;

namespace Infra.Settings;

/// <summary>Who signs the platform's certificates.</summary>
public sealed record CertificateSettings
{
    [Description("`letsencrypt-staging`: not trusted by browsers, but rehearsals never burn the rate limit. `letsencrypt`: "
        + "trusted. `none`: no certificates.")]
    public CertificateIssuer Issuer { get; init; } = CertificateIssuer.LetsencryptStaging;
}
