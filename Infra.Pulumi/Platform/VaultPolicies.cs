using System.Text.Json;
using System.Text.Json.Serialization;
using Infra.Bricks;
using Infra.Settings;

namespace Infra.Platform;

/// <summary>
/// Who may do what in Vault: a policy and a role of the same name for each identity, written by Scripts/vault-configure.sh.
/// Names begin with platform-, write-, read- or app-; what begins so and is not here is removed.
/// </summary>
public static class VaultPolicies
{
    /// <summary>The setup's own. Who may write policies and roles may give itself anything, so only its jobs have it.</summary>
    public const string Setup = "platform-setup";

    /// <summary>People who run the platform.</summary>
    public const string Administrator = "platform-administrator";

    /// <summary>The audience of the tokens that Vault takes from service accounts.</summary>
    public const string Audience = "vault";

    private const string Writer = "write-secrets";

    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private const string Everything = """["create", "read", "update", "patch", "delete", "list", "sudo"]""";

    public static string RoleOfReader(string ns) => $"read-{ns}";

    public static string RoleOfWriter => Writer;

    public static string RoleOfApp(string app) => $"app-{app}";

    /// <summary>NAME.hcl to its text.</summary>
    public static Dictionary<string, string> Policies(StackServices stack)
    {
        var policies = new Dictionary<string, string>
        {
            [Setup] = """
                path "sys/mounts" { capabilities = ["read"] }
                path "sys/mounts/*" { capabilities = ["create", "read", "update"] }
                path "sys/auth" { capabilities = ["read"] }
                path "sys/auth/*" { capabilities = ["create", "read", "update", "sudo"] }
                path "sys/audit" { capabilities = ["read", "sudo"] }
                path "sys/audit/*" { capabilities = ["create", "update", "sudo"] }
                path "sys/policies/acl" { capabilities = ["list"] }
                path "sys/policies/acl/*" { capabilities = ["create", "read", "update", "delete"] }
                path "auth/kubernetes/*" { capabilities = ["create", "read", "update", "delete", "list"] }
                path "auth/oidc/*" { capabilities = ["create", "read", "update", "delete", "list"] }
                path "database/config/*" { capabilities = ["create", "read", "update"] }
                path "database/roles/*" { capabilities = ["create", "read", "update", "delete", "list"] }

                """,
            [Administrator] = $$"""
                path "*" { capabilities = {{Everything}} }

                """,
            [Writer] = $$"""
                path "{{SecretHome.Mount}}/data/*" { capabilities = ["create", "read", "update"] }
                path "{{SecretHome.Mount}}/metadata/*" { capabilities = ["create", "read", "update"] }

                """,
        };
        foreach (var ns in stack.SecretReaders)
        {
            policies[RoleOfReader(ns)] = $$"""
                path "{{SecretHome.Mount}}/data/{{ns}}/*" { capabilities = ["read"] }

                """;
        }

        foreach (var (name, app) in stack.Settings.Apps)
        {
            policies[RoleOfApp(name)] = $$"""
                path "{{SecretHome.Mount}}/data/{{SecretHome.PathOf(app.NamespaceOf(name), name)}}" { capabilities = ["read"] }
                path "database/creds/{{name}}" { capabilities = ["read"] }

                """;
        }

        return policies.ToDictionary(policy => $"{policy.Key}.hcl", policy => policy.Value);
    }

    /// <summary>NAME.json to a role of Vault's Kubernetes sign-in.</summary>
    public static Dictionary<string, string> Roles(StackServices stack)
    {
        var roles = new Dictionary<string, string>
        {
            [Setup] = Role(Setup, "vault-setup", SecretHome.Namespace, "20m"),
            [Administrator] = Role(Administrator, "vault-administrator", SecretHome.Namespace, "1h"),
            [Writer] = Role(Writer, SecretHome.Writer, SecretHome.Namespace, "10m"),
        };
        foreach (var ns in stack.SecretReaders)
        {
            roles[RoleOfReader(ns)] = Role(RoleOfReader(ns), SecretHome.ReaderOf(ns), SecretHome.Namespace, "10m");
        }

        foreach (var (name, app) in stack.Settings.Apps)
        {
            roles[RoleOfApp(name)] = Role(RoleOfApp(name), $"{name}-kuberoapp", app.NamespaceOf(name), "1h", audience: null); // the agent shows the pod's own token
        }

        return roles.ToDictionary(role => $"{role.Key}.json", role => role.Value);
    }

    private static string Role(string policy, string account, string ns, string lifetime, string? audience = Audience) => JsonSerializer.Serialize(new
    {
        bound_service_account_names = new[] { account },
        bound_service_account_namespaces = new[] { ns },
        audience,
        token_policies = new[] { policy },
        token_ttl = lifetime,
    }, WithoutNulls);
}
