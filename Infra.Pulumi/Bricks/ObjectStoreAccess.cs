using Pulumi;

namespace Infra.Bricks;

/// <summary>A way into a bucket of an S3-compatible object store.</summary>
public sealed record ObjectStoreAccess
{
    /// <summary>Such as `https://ACCOUNT.r2.cloudflarestorage.com`.</summary>
    public required string Endpoint { get; init; }

    public required string Bucket { get; init; }

    public string Region { get; init; } = "auto";

    public required Output<string> AccessKeyId { get; init; }

    public required Output<string> SecretAccessKey { get; init; }
}
