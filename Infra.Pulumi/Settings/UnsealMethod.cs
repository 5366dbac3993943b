namespace Infra.Settings;

/// <summary>Who unseals Vault when it has started.</summary>
public enum UnsealMethod
{
    /// <summary>A process beside it, with a key from a Kubernetes secret.</summary>
    Kubernetes,

    /// <summary>Vault itself, with a key of Amazon's key service.</summary>
    AwsKms,

    /// <summary>A person.</summary>
    Manual,
}
