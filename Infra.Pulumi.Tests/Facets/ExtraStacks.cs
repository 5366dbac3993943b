namespace Infra.Tests.Facets;

/// <summary>
/// Stacks that show what the repository's own do not: staging with more settings. Of each only those lines are approved that
/// staging does not have.
/// </summary>
internal static class ExtraStacks
{
    public const string Base = "staging";

    private const string Servers = """
          infra:nodes:
            - name: staging-2
              address: 203.0.113.11
              hostKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGV4YW1wbGUgaG9zdCBrZXksIG5vdCBhIHJlYWwgb25l
              role: server
              size: { cpu: 4, memory: 16Gi, disk: 160Gi }
            - name: staging-3
              address: 203.0.113.12
              hostKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGV4YW1wbGUgaG9zdCBrZXksIG5vdCBhIHJlYWwgb25l
              role: server
              size: { cpu: 4, memory: 16Gi, disk: 160Gi }
        """;

    private const string Shop = """
          infra:postgres: { databases: [shop] }
          infra:alerts: { webhook: { secure: v1:a } }
          infra:apps:
            shop:
              image: ghcr.io/you/shop
              tag: 1.2.3
              hosts: [shop]
              publicBecause: customers come here
              generatedSecrets: [SESSION_KEY]
              command: [node, server.js]
        """;

    public static readonly IReadOnlyDictionary<string, Func<string>> All = new Dictionary<string, Func<string>>
    {
        ["several-nodes"] = () => Text.Replace("  infra:nodes:", Servers, StringComparison.Ordinal),
        ["tunnel"] = () => Text.Replace("    accountId:", "    mode: tunnel\n    accountId:", StringComparison.Ordinal)
            + "  infra:certificates: { issuer: letsencrypt }\n",
        ["s3"] = () => $"{Text}\n  infra:objectStore: {{ kind: s3, prefix: example-com }}\n",
        ["apps"] = () => $"{Text}\n{Shop}\n",
    };

    private static string Text => File.ReadAllText(Path.Combine(Stacks.Project.Folder, $"Pulumi.{Base}.yaml"));
}
