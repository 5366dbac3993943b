using System.ComponentModel;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>Vault, the store of the platform's secrets.</summary>
public sealed record VaultSettings : IChecked
{
    [Description("Whether it is installed. Without it, secrets are Kubernetes secrets only.")]
    public bool Enabled { get; init; } = true;

    [Description("`kubernetes`: a sidecar unseals Vault with a key from a Kubernetes secret, without a person; read access to "
        + "that "
        + "secret and the database reveals everything. `aws-kms`: a key that never leaves AWS unseals it. `manual`: a person "
        + "unseals it "
        + "after every restart.")]
    public UnsealMethod Unseal { get; init; } = UnsealMethod.Kubernetes;

    [Description("With `aws-kms`: the region of the key, such as eu-central-1.")]
    public string? KmsRegion { get; init; }

    [Description("The number of servers: 1, or 3 with three nodes.")]
    public int Replicas { get; init; } = 1;

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (Unseal == UnsealMethod.AwsKms && KmsRegion is null)
        {
            yield return new($"{key}.kmsRegion", "is missing, and `unseal: aws-kms` needs it",
                "write the region of the key, such as eu-central-1");
        }

        if (Unseal != UnsealMethod.AwsKms && KmsRegion is not null)
        {
            yield return new($"{key}.kmsRegion", $"conflicts with `unseal: {SettingShape.Spell(Unseal)}`",
                "remove it, or write `unseal: aws-kms`");
        }

        if (Replicas is not (1 or 3))
        {
            yield return new($"{key}.replicas", $"cannot be {Replicas}", "write 1, or 3 with three nodes");
        }
    }
}
