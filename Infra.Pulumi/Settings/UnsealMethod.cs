namespace Infra.Settings;

/// <summary>How Vault is unsealed after a start.</summary>
public enum UnsealMethod
{
    /// <summary>A sidecar, with a key from a Kubernetes secret.</summary>
    Kubernetes,

    /// <summary>Vault itself, with a key of AWS KMS.</summary>
    AwsKms,

    /// <summary>A person.</summary>
    Manual,
}
