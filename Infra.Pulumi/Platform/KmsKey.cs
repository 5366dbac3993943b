using Pulumi;

namespace Infra.Platform;

public sealed class KmsKeyArgs : ResourceArgs
{
    [Input("description", required: true)]
    public required Input<string> Description { get; init; }

    [Input("enableKeyRotation")]
    public Input<bool>? EnableKeyRotation { get; init; }

    /// <summary>For how long a deleted key can still be had back.</summary>
    [Input("deletionWindowInDays")]
    public Input<int>? DeletionWindowInDays { get; init; }
}

/// <summary>A key of Amazon's key service. Ours, since `Pulumi.Aws.Kms` is more than all the rest of what we use of AWS.</summary>
public sealed class KmsKey(string name, KmsKeyArgs args, CustomResourceOptions options)
    : CustomResource("aws:kms/key:Key", name, args, options)
{
    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;
}
