using System.ComponentModel;

namespace Infra.Settings;

/// <summary>The program's own credentials for AWS.</summary>
public sealed record AmazonSettings
{
    /// <summary>The key of these settings.</summary>
    public const string Key = "infra:amazon";

    public const string KeyVariable = "INFRA_AWS_ACCESS_KEY_ID";
    public const string SecretVariable = "INFRA_AWS_SECRET_ACCESS_KEY";

    [Description("The access key. Without these settings the program uses " + KeyVariable + " and " + SecretVariable + ", then "
        + "the "
        + "credentials of the AWS tools, which are R2's if the state is on R2.")]
    public required Secret AccessKeyId { get; init; }

    [Description("The secret half of `accessKeyId`.")]
    public required Secret SecretAccessKey { get; init; }
}
