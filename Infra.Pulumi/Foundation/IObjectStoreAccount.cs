using Infra.Bricks;

namespace Infra.Foundation;

/// <summary>What makes private buckets, each with a key that reaches nothing else.</summary>
public interface IObjectStoreAccount
{
    /// <param name="days">How many days what lies below a prefix is kept.</param>
    ObjectStoreAccess Bucket(string name, string bucket, IReadOnlyDictionary<string, int> days);

    /// <summary>A second key to a bucket, which only reads.</summary>
    ObjectStoreAccess Reader(string name, ObjectStoreAccess bucket);
}
