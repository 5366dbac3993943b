using Infra.Bricks;
using Infra.Settings;
using Pulumi;

namespace Infra.Platform;

/// <summary>A service that lets people in through single sign-on: where they come back to, and where its secret is.</summary>
public sealed record SsoClient(string Name, string Namespace, IReadOnlyList<string> Callbacks)
{
    /// <summary>What Casdoor knows it by.</summary>
    public string ClientId => $"{Name}-client";

    /// <summary>The secret with `client-id` and `client-secret`.</summary>
    public string SecretName => $"{Name}-sso";

    /// <summary>The services of a stack that sign people in by themselves, and the gate for all others.</summary>
    public static IEnumerable<SsoClient> Of(PlatformSettings settings)
    {
        yield return new(Gate.Client, "platform", [$"{Url("auth")}/oauth2/callback"]);
        if (settings.AppHostsBehindGate.Count > 0)
        {
            yield return new(ExposedHost.ApplicationsGate, "platform",
                [.. settings.AppHostsBehindGate.Select(host => $"https://{settings.Domain.HostName(HostZone.Base, host)}/oauth2/callback")]);
        }

        if (settings.Vault.Enabled)
        {
            yield return new(VaultPeople.Client, "platform",
                [$"{Url("secrets")}/ui/vault/auth/oidc/oidc/callback", "http://localhost:8250/oidc/callback"]);
        }

        if (settings.Backstage.Enabled)
        {
            yield return new(Backstage.Client, "platform", [$"{Url("backstage")}/api/auth/oidc/handler/frame"]);
        }

        if (ClusterSignIn.IsOn(settings))
        {
            yield return new(ClusterSignIn.Client, "platform", [$"{Url("kapi")}/oidc-callback"]);
        }

        string Url(string prefix) => UrlOf(settings, prefix);
    }

    /// <summary>The address of a host of the operator's.</summary>
    public static string UrlOf(PlatformSettings settings, string prefix) =>
        $"https://{settings.Domain.HostName(new Exposure(prefix, 0, SignIn.Native).Zone, prefix)}";

    /// <summary>Whether the world trusts the certificates of this stack; if not, its own services must be told to.</summary>
    public static bool IsTrusted(PlatformSettings settings) => settings.Certificates.Issuer == CertificateIssuer.Letsencrypt;

    /// <summary>The secret that the service and Casdoor share.</summary>
    public SecretBundle Secret(Resource parent) => new(SecretName, new()
    {
        Namespace = Namespace,
        Generated = new Dictionary<string, int> { ["client-secret"] = 40 },
        Given = new Dictionary<string, Output<string>> { ["client-id"] = Output.Create(ClientId) },
    }, new() { Parent = parent });
}
