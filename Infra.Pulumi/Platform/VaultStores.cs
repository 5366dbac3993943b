using Infra.Bricks;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Platform;

/// <summary>How External Secrets gets into Vault: one store to write, and one for each namespace to read what is its own.</summary>
public sealed class VaultStores : ComponentResource
{
    public VaultStores(string name, IEnumerable<string> namespaces, ComponentResourceOptions? options = null)
        : base("infra:platform:VaultStores", name, options)
    {
        Store(SecretHome.Writer, VaultPolicies.RoleOfWriter, SecretHome.Namespace);
        foreach (var ns in namespaces)
        {
            Store(SecretHome.ReaderOf(ns), VaultPolicies.RoleOfReader(ns), ns);
        }

        RegisterOutputs();
    }

    private void Store(string name, string role, string usedIn)
    {
        var account = new ServiceAccount(name, new()
        {
            Metadata = new ObjectMetaArgs { Name = name, Namespace = SecretHome.Namespace },
            AutomountServiceAccountToken = false,
        }, new() { Parent = this });

        _ = new KubernetesObject($"{name}-store", new()
        {
            ApiVersion = "external-secrets.io/v1",
            Kind = "ClusterSecretStore",
            Name = name,
            Spec = new
            {
                conditions = new[] { new { namespaces = new[] { usedIn } } },
                provider = new
                {
                    vault = new
                    {
                        server = Vault.Address,
                        path = SecretHome.Mount,
                        version = "v2",
                        caProvider = new { type = "Secret", name = Vault.CertificateSecret, key = "ca.crt", @namespace = SecretHome.Namespace },
                        auth = new
                        {
                            kubernetes = new
                            {
                                mountPath = "kubernetes",
                                role,
                                serviceAccountRef = new { name, @namespace = SecretHome.Namespace, audiences = new[] { VaultPolicies.Audience } },
                            },
                        },
                    },
                },
            },
            WaitFor = "condition=Ready",
        }, new() { Parent = this, DependsOn = { account } });
    }
}
