using Infra.Bricks;
using Infra.Settings;
using Pulumi;

namespace Infra.Foundation;

/// <summary>
/// The buckets that the platform comes back from: backups of what services store, dumps of it that any machine can read, and snapshots
/// of the cluster itself. All are private, each has a key that opens nothing else, and what is old goes by itself.
/// </summary>
public sealed class ObjectStore : ComponentResource
{
    /// <summary>Where daily and weekly backups lie in the bucket: `daily/SERVICE/…`. Whatever lies elsewhere is kept until its owner deletes it.</summary>
    public const string Daily = "daily/";
    public const string Weekly = "weekly/";

    /// <summary>The folder of the cluster's snapshots, which has daily and weekly ones of its own.</summary>
    public const string SnapshotFolder = "k3s";

    public ObjectStore(string name, PlatformSettings settings, ComponentResourceOptions? options = null)
        : base("infra:foundation:ObjectStore", name, options)
    {
        var stack = $"{settings.ObjectStore.Prefix}-{Deployment.Instance.StackName}";
        var old = new Dictionary<string, int>
        {
            [Daily] = settings.ObjectStore.DailyDays,
            [Weekly] = settings.ObjectStore.WeeklyDays,
        };
        var oldSnapshots = old.ToDictionary(rule => $"{SnapshotFolder}/{rule.Key}", rule => rule.Value);

        IObjectStoreAccount account = settings.ObjectStore.Kind == ObjectStoreKind.R2
            ? new R2Account($"{name}-r2", settings, new() { Parent = this })
            : new S3Account($"{name}-s3", settings, new() { Parent = this });
        var buckets = new ObjectStoreBuckets
        {
            Backups = account.Bucket($"{name}-backups", $"{stack}-backups", old),
            Snapshots = account.Bucket($"{name}-snapshots", $"{stack}-snapshots", oldSnapshots),
        };
        if (settings.Backups.Enabled)
        {
            var dumps = account.Bucket($"{name}-dumps", $"{stack}-dumps", new Dictionary<string, int>());
            buckets = buckets with { Dumps = dumps, DumpsReader = account.Reader($"{name}-dumps", dumps) };
        }

        Buckets = buckets;
        RegisterOutputs();
    }

    public ObjectStoreBuckets Buckets { get; }
}
