using System.ComponentModel;

namespace Infra.Settings;

/// <summary>How the program logs in to Amazon itself, for what it makes there.</summary>
public sealed record AmazonSettings
{
    /// <summary>The key of these settings.</summary>
    public const string Key = "infra:amazon";

    public const string KeyVariable = "INFRA_AWS_ACCESS_KEY_ID";
    public const string SecretVariable = "INFRA_AWS_SECRET_ACCESS_KEY";

    [Description("The access key. Without these settings " + KeyVariable + " and " + SecretVariable + " are taken, and else what AWS tools take: with the "
        + "state on R2 that is R2's key, which Amazon does not know.")]
    public required Secret AccessKeyId { get; init; }

    [Description("Its secret.")]
    public required Secret SecretAccessKey { get; init; }
}
