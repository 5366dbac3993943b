namespace Infra.Bricks;

/// <summary>The buckets of a stack, each with a key that reaches nothing else.</summary>
public sealed record ObjectStoreBuckets
{
    /// <summary>PostgreSQL's archive.</summary>
    public required ObjectStoreAccess Backups { get; init; }

    /// <summary>Copies of the cluster's datastore.</summary>
    public required ObjectStoreAccess Snapshots { get; init; }

    /// <summary>Dumps; null where they are off.</summary>
    public ObjectStoreAccess? Dumps { get; init; }

    /// <summary>Reads dumps and can change nothing.</summary>
    public ObjectStoreAccess? DumpsReader { get; init; }
}
