using Pulumi;

namespace Infra.Bricks;

/// <summary>
/// Vault as the home of secrets. A secret is written below the namespace that it is for, by one writer, and each namespace has
/// a reader that reads what is below it and nothing else. This page is the convention that the policies follow.
/// </summary>
public sealed record SecretHome(IReadOnlyList<Resource> Ready)
{
    // Ambient: a secret may be made many components deep, and none of them should have to know.
    private static readonly AsyncLocal<SecretHome?> Home = new();

    /// <summary>Where the secrets of the stack live that is being declared, from the moment on when it has declared a Vault.</summary>
    public static SecretHome? Current
    {
        get => Home.Value;
        set => Home.Value = value;
    }

    /// <summary>The KV engine.</summary>
    public const string Mount = "kv";

    /// <summary>Where secrets are before they are in Vault, and where the identities of writer and readers are.</summary>
    public const string Namespace = "platform";

    /// <summary>The store through which this program writes.</summary>
    public const string Writer = "vault-writer";

    /// <summary>The store through which a namespace reads.</summary>
    public static string ReaderOf(string ns) => $"vault-{ns}";

    /// <summary>Where a secret is, below the mount.</summary>
    public static string PathOf(string ns, string name) => $"{ns}/{name}";
}
