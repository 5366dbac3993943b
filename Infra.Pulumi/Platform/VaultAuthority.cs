using Infra.Bricks;
using Pulumi;

namespace Infra.Platform;

/// <summary>What a namespace needs to trust Vault's certificate: the certificate alone, carried there through Vault itself, and anew when it changes.</summary>
public sealed class VaultAuthority : ComponentResource
{
    public const string SecretName = "vault-authority";

    public VaultAuthority(string name, string ns, ComponentResourceOptions? options = null)
        : base("infra:platform:VaultAuthority", name, options)
    {
        var path = SecretHome.PathOf(ns, SecretName);
        var push = new KubernetesObject($"{name}-push", new()
        {
            ApiVersion = "external-secrets.io/v1alpha1",
            Kind = "PushSecret",
            Name = $"{name}-{ns}",
            Namespace = SecretHome.Namespace,
            Spec = new
            {
                refreshInterval = "1h0m0s",
                updatePolicy = "Replace",
                deletionPolicy = "None",
                secretStoreRefs = new[] { new { kind = "ClusterSecretStore", name = SecretHome.Writer } },
                selector = new { secret = new { name = Vault.CertificateSecret } },
                data = new[] { new { match = new { secretKey = "ca.crt", remoteRef = new { remoteKey = path, property = "ca.crt" } } } },
            },
            WaitFor = "condition=Ready",
        }, new() { Parent = this });

        _ = new KubernetesObject(name, new()
        {
            ApiVersion = "external-secrets.io/v1",
            Kind = "ExternalSecret",
            Namespace = ns,
            Spec = new
            {
                refreshInterval = "1h0m0s",
                secretStoreRef = new { kind = "ClusterSecretStore", name = SecretHome.ReaderOf(ns) },
                target = new { name = SecretName, creationPolicy = "Owner" },
                dataFrom = new[] { new { extract = new { key = path } } },
            },
            WaitFor = "condition=Ready",
        }, new() { Parent = this, DependsOn = { push } });
        RegisterOutputs();
    }
}
