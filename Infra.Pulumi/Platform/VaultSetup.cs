using System.Globalization;
using System.Text.Json;
using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;
using Infra.Settings.Reading;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Rbac.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;
using KubernetesSecret = Pulumi.Kubernetes.Core.V1.Secret;

namespace Infra.Platform;

/// <summary>The identities of Vault's jobs and administrators, and what the jobs may do: fill one secret, replace Vault's pods.</summary>
public sealed class VaultSetup : ComponentResource
{
    private const string Administrator = "vault-administrator";

    private readonly VaultSettings _settings;

    public VaultSetup(string name, VaultSettings settings, ComponentResourceOptions? options = null)
        : base("infra:platform:VaultSetup", name, options)
    {
        _settings = settings;

        // Only that it exists is ours. The setup fills it, and what is in it is worth as much as all that Vault holds.
        _ = new KubernetesSecret(Vault.KeysSecret, new()
        {
            Metadata = new ObjectMetaArgs
            {
                Name = Vault.KeysSecret,
                Namespace = SecretHome.Namespace,
                Annotations = { [SecretBundle.ReasonAnnotation] = "it opens Vault" },
            },
            Type = "Opaque",
        }, new() { Parent = this, RetainOnDelete = true, IgnoreChanges = { "data", "stringData" } });

        Account(Vault.SetupAccount);
        Account(Administrator); // a token of it is the way into Vault when single sign-on is not
        var role = new Role(Vault.SetupAccount, new()
        {
            Metadata = new ObjectMetaArgs { Name = Vault.SetupAccount, Namespace = SecretHome.Namespace },
            Rules =
            {
                new PolicyRuleArgs { ApiGroups = { "" }, Resources = { "secrets" }, ResourceNames = { Vault.KeysSecret }, Verbs = { "get", "patch" } },
                new PolicyRuleArgs { ApiGroups = { "" }, Resources = { "pods" }, ResourceNames = Pods.ToArray(), Verbs = { "get", "delete" } },
                new PolicyRuleArgs { ApiGroups = { "apps" }, Resources = { "statefulsets" }, ResourceNames = { "vault" }, Verbs = { "get" } },
            },
        }, new() { Parent = this });
        _ = new RoleBinding(Vault.SetupAccount, new()
        {
            Metadata = new ObjectMetaArgs { Name = Vault.SetupAccount, Namespace = SecretHome.Namespace },
            RoleRef = new RoleRefArgs { ApiGroup = "rbac.authorization.k8s.io", Kind = "Role", Name = Vault.SetupAccount },
            Subjects = { new SubjectArgs { Kind = "ServiceAccount", Name = Vault.SetupAccount, Namespace = SecretHome.Namespace } },
        }, new() { Parent = this, DependsOn = { role } });
        RegisterOutputs();
    }

    private IEnumerable<string> Pods => Enumerable.Range(0, _settings.Replicas).Select(i => $"vault-{i}");

    /// <summary>The job that initialises, unseals and configures what was installed.</summary>
    public VaultJobArgs JobArgs(string version) => new()
    {
        Scripts = ["vault-init.sh", "vault-configure.sh"],
        Variables = new Dictionary<string, string>(VaultJob.Variables)
        {
            ["KEYS_SECRET"] = Vault.KeysSecret,
            ["NAMESPACE"] = SecretHome.Namespace,
            ["POLICIES"] = "/policies",
            ["RELEASE"] = "vault",
            ["REPLICAS"] = _settings.Replicas.ToString(CultureInfo.InvariantCulture),
            ["ROLES"] = "/roles",
            ["SEAL"] = SettingShape.Spell(_settings.Unseal),
            ["SHARES"] = _settings.Unseal == UnsealMethod.Manual ? "5" : "1",
            ["THRESHOLD"] = _settings.Unseal == UnsealMethod.Manual ? "3" : "1",
        },
        Files = new Dictionary<string, string> { ["/policies"] = VaultFiles.PoliciesMap, ["/roles"] = VaultFiles.RolesMap },
        Version = $"{ChartPins.Vault.Version} {version} {JsonSerializer.Serialize(VaultValues.Of(_settings))}",
    };

    private void Account(string name) => _ = new ServiceAccount(name, new()
    {
        Metadata = new ObjectMetaArgs { Name = name, Namespace = SecretHome.Namespace },
        AutomountServiceAccountToken = false,
    }, new() { Parent = this });
}
