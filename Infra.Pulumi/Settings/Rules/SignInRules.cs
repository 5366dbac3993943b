using Infra.Settings.Reading;

namespace Infra.Settings.Rules;

/// <summary>The rules between single sign-on and the edge.</summary>
internal static class SignInRules
{
    public static IEnumerable<SettingProblem> Problems(PlatformSettings settings)
    {
        if (settings.Sso.Provider != SsoProvider.None && !settings.Edge.IsPublic
            && settings.Certificates.Issuer == CertificateIssuer.None)
        {
            yield return new("infra:sso.provider", $"conflicts with `infra:edge.mode: {SettingShape.Spell(settings.Edge.Mode)}`",
                "write `provider: none`: browsers have no address to sign in at");
        }
    }
}
