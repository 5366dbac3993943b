using System.Text.Json;
using Infra.Bricks;
using Infra.Foundation;
using Infra.Settings;
using Pulumi;

namespace Infra.Platform;

/// <summary>Lets people sign in to Vault through Casdoor.</summary>
public sealed class VaultPeople : ComponentResource
{
    private const string Client = "vault";

    public VaultPeople(string name, PlatformSettings settings, Casdoor casdoor, ComponentResourceOptions? options = null)
        : base("infra:platform:VaultPeople", name, options)
    {
        var (client, secret) = casdoor.Clients[Client];
        var variables = new Dictionary<string, string>(VaultJob.Variables)
        {
            ["ADMINS"] = JsonSerializer.Serialize(CasdoorPeople.EmailsOf(settings)),
            ["CALLBACKS"] = JsonSerializer.Serialize(client.Callbacks),
            ["CLIENT_ID"] = client.ClientId,
            ["CLIENT_SECRET"] = "/sso/client-secret",
            ["DISCOVERY_URL"] = Casdoor.Host.UrlIn(settings),
            ["TRUST"] = Certificates.AreTrusted(settings) ? "world" : "chain",
        };
        _ = new VaultJob(name, new()
        {
            Scripts = ["vault-oidc.sh"],
            Variables = variables,
            Secrets = new Dictionary<string, string> { ["/sso"] = client.SecretName },
            To = [new(Peer.Ingress, 8443)],
        }, new() { Parent = this, DependsOn = { secret, casdoor.Ready } });
        RegisterOutputs();
    }

    /// <summary>The page of Vault, and the command-line client on the person's own machine.</summary>
    public static SsoClient ClientOf(PlatformSettings settings) => new(Client, SecretHome.Namespace,
        [$"{Vault.Host.UrlIn(settings)}/ui/vault/auth/oidc/oidc/callback", "http://localhost:8250/oidc/callback"]);
}
