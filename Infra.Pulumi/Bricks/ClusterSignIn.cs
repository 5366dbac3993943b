using Infra.Settings;

namespace Infra.Bricks;

/// <summary>
/// People known to the Kubernetes API itself, by what the platform's single sign-on says of them: then the dashboard shows to each what he may see.
/// GitHub signs no such statements, a cluster that was there already is not ours to configure, and the API trusts only certificates that the world trusts.
/// </summary>
public static class ClusterSignIn
{
    // Keeps people apart from users and service accounts of the cluster's own.
    private const string Prefix = "sso:";

    public static bool IsOn(PlatformSettings settings) =>
        settings is { Dashboard.Enabled: true, Sso.Provider: SsoProvider.Casdoor, Certificates.Issuer: CertificateIssuer.Letsencrypt }
        && settings.Cluster.Host is ClusterHost.Nodes or ClusterHost.Lightsail;

    public static string UserOf(string email) => $"{Prefix}{email}";

    /// <summary>Lines for k3s's configuration. An issuer that does not answer yet is asked again, and nobody else's way in depends on it.</summary>
    public static string ConfigOf(StackServices stack) => stack.SsoClients.SingleOrDefault(client => client.IsForCluster) is not { } client ? "" : $"""
        kube-apiserver-arg:
          - "oidc-issuer-url={stack.Issuer}"
          - "oidc-client-id={client.ClientId}"
          - "oidc-username-claim=email"
          - "oidc-username-prefix={Prefix}"
        """;
}
