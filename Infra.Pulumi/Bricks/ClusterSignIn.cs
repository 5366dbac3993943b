using Infra.Settings;

namespace Infra.Bricks;

/// <summary>
/// People known to the Kubernetes API itself, by what the platform's single sign-on says of them: then the dashboard shows to each what he may see.
/// GitHub signs no such statements, a cluster that was there already is not ours to configure, and the API trusts only certificates that the world trusts.
/// </summary>
public static class ClusterSignIn
{
    /// <summary>What Casdoor calls who asks: its statements are for the API and the dashboard alike.</summary>
    public const string Client = "dashboard";

    // Keeps people apart from users and service accounts of the cluster's own.
    private const string Prefix = "sso:";

    public static bool IsOn(PlatformSettings settings) =>
        settings is { Dashboard.Enabled: true, Sso.Provider: SsoProvider.Casdoor, Certificates.Issuer: CertificateIssuer.Letsencrypt }
        && settings.Cluster.Host is ClusterHost.Nodes or ClusterHost.Lightsail;

    public static string UserOf(string email) => $"{Prefix}{email}";

    /// <summary>Lines for k3s's configuration. An issuer that does not answer yet is asked again, and nobody else's way in depends on it.</summary>
    public static string ConfigOf(PlatformSettings settings) => !IsOn(settings) ? "" : $"""
        kube-apiserver-arg:
          - "oidc-issuer-url=https://{settings.Domain.HostName(HostZone.Internal, "sso")}"
          - "oidc-client-id={SsoClientId}"
          - "oidc-username-claim=email"
          - "oidc-username-prefix={Prefix}"
        """;

    private static string SsoClientId => $"{Client}-client";
}
