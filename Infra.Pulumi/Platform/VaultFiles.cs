using Infra.Bricks;
using Infra.Settings;
using Pulumi;

namespace Infra.Platform;

/// <summary>What Vault's pods and jobs read: scripts, policies and roles, and the certificate of the way inside the cluster.</summary>
public sealed class VaultFiles : ComponentResource
{
    public const string TransportName = "vault";
    public const string PoliciesMap = "vault-policies";
    public const string RolesMap = "vault-roles";

    private static readonly string[] Loopback = ["127.0.0.1"];

    public VaultFiles(string name, StackServices stack, ComponentResourceOptions? options = null)
        : base("infra:platform:VaultFiles", name, options)
    {
        var policies = VaultPolicies.Policies(stack);
        var roles = VaultPolicies.Roles(stack);
        _ = new FileMap(VaultJob.ScriptsMap, SecretHome.Namespace, Vault.Scripts.ToDictionary(script => script, ScriptText.Read), new() { Parent = this });
        _ = new FileMap(PoliciesMap, SecretHome.Namespace, policies, new() { Parent = this });
        _ = new FileMap(RolesMap, SecretHome.Namespace, roles, new() { Parent = this });
        Version = string.Concat(policies.Concat(roles).OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Key + file.Value));

        var issuer = new KubernetesObject("vault-issuer", new()
        {
            ApiVersion = "cert-manager.io/v1",
            Kind = "Issuer",
            Namespace = SecretHome.Namespace,
            Spec = new { selfSigned = new { } },
            WaitFor = "condition=Ready",
        }, new() { Parent = this });

        _ = new KubernetesObject(Vault.CertificateSecret, new()
        {
            ApiVersion = "cert-manager.io/v1",
            Kind = "Certificate",
            Namespace = SecretHome.Namespace,
            Spec = new
            {
                secretName = Vault.CertificateSecret,
                commonName = "vault",
                duration = "8760h0m0s",
                renewBefore = "720h0m0s",
                privateKey = new { algorithm = "ECDSA", size = 256, rotationPolicy = "Always" },
                dnsNames = NamesOf(stack.Settings.Vault.Replicas),
                ipAddresses = Loopback,
                issuerRef = new { kind = "Issuer", name = "vault-issuer" },
            },
            WaitFor = "condition=Ready",
        }, new() { Parent = this, DependsOn = { issuer } });

        Transport = new KubernetesObject("vault-transport", new()
        {
            ApiVersion = "traefik.io/v1alpha1",
            Kind = "ServersTransport",
            Name = TransportName,
            Namespace = SecretHome.Namespace,
            Spec = new { serverName = "vault.platform.svc", rootCAs = new[] { new { secret = Vault.CertificateSecret } } },
        }, new() { Parent = this });
        RegisterOutputs();
    }

    /// <summary>How the ingress speaks to Vault.</summary>
    public KubernetesObject Transport { get; }

    /// <summary>Changes with what the setup has to carry out.</summary>
    public string Version { get; }

    private static string[] NamesOf(int replicas) =>
    [
        "vault", "vault.platform.svc", "localhost",
        .. Enumerable.Range(0, replicas).SelectMany(i => new[] { $"vault-{i}.vault-internal", $"vault-{i}.vault-internal.platform.svc" }),
    ];
}
