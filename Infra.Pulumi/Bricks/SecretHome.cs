using Pulumi;

namespace Infra.Bricks;

/// <summary>
/// Where secrets live. In Vault, a secret is written by one writer below the namespace that it is for, and each namespace has a reader
/// that reads what is below it and nothing else. The policies follow this convention.
/// </summary>
public sealed record SecretHome(bool IsVault, IReadOnlyList<Resource> Ready)
{
    /// <summary>In Kubernetes alone: there is no Vault, or not yet.</summary>
    public static readonly SecretHome Kubernetes = new(IsVault: false, []);

    /// <summary>The KV engine.</summary>
    public const string Mount = "kv";

    /// <summary>Holds secrets before they are in Vault, and the identities of writer and readers.</summary>
    public const string Namespace = "platform";

    /// <summary>The store through which this program writes.</summary>
    public const string Writer = "vault-writer";

    public static SecretHome Vault(params IReadOnlyList<Resource> ready) => new(IsVault: true, ready);

    /// <summary>The store through which a namespace reads.</summary>
    public static string ReaderOf(string ns) => $"vault-{ns}";

    /// <summary>Where a secret is, below the mount.</summary>
    public static string PathOf(string ns, string name) => $"{ns}/{name}";
}
