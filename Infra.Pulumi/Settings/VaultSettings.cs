using System.ComponentModel;

namespace Infra.Settings;

/// <summary>Vault, where every secret lives that can.</summary>
public sealed record VaultSettings : IChecked
{
    [Description("Whether there is one. Without it, secrets are Kubernetes secrets and nothing else.")]
    public bool Enabled { get; init; } = true;

    [Description("`kubernetes`: a process beside Vault unseals it with a key from a Kubernetes secret; nobody needs to be there, and "
        + "who reads that secret and the database reads everything. `aws-kms`: a key that never leaves Amazon unseals it. "
        + "`manual`: a person does, after every restart.")]
    public UnsealMethod Unseal { get; init; } = UnsealMethod.Kubernetes;

    [Description("With `aws-kms`: the region of the key, such as eu-central-1.")]
    public string? KmsRegion { get; init; }

    [Description("How many: 1, or 3 where there are three nodes.")]
    public int Replicas { get; init; } = 1;

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (Unseal == UnsealMethod.AwsKms && KmsRegion is null)
        {
            yield return new($"{key}.kmsRegion", "is missing", "`unseal: aws-kms` needs the region of the key, such as eu-central-1");
        }

        if (Unseal != UnsealMethod.AwsKms && KmsRegion is not null)
        {
            yield return new($"{key}.kmsRegion", $"does not go with `unseal: {SettingShape.Spell(Unseal)}`", "remove it, or write `unseal: aws-kms`");
        }

        if (Replicas is not (1 or 3))
        {
            yield return new($"{key}.replicas", $"cannot be {Replicas}", "write 1, or 3 where there are three nodes");
        }
    }
}
