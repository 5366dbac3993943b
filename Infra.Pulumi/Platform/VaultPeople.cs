using System.Text.Json;
using Infra.Bricks;
using Infra.Settings;
using Pulumi;

namespace Infra.Platform;

/// <summary>Lets people sign in to Vault through Casdoor.</summary>
public sealed class VaultPeople : ComponentResource
{
    public const string Client = "vault";

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
            ["DISCOVERY_URL"] = SsoClient.UrlOf(settings, "sso"),
            ["TRUST"] = SsoClient.IsTrusted(settings) ? "world" : "chain",
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
}
