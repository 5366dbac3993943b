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

        if (settings.ObjectStore.Kind == ObjectStoreKind.R2)
        {
            var account = new R2Account($"{name}-r2", settings, new() { Parent = this });
            Backups = account.Bucket($"{name}-backups", $"{stack}-backups", old);
            Snapshots = account.Bucket($"{name}-snapshots", $"{stack}-snapshots", oldSnapshots);
            if (settings.Backups.Enabled)
            {
                Dumps = account.Bucket($"{name}-dumps", $"{stack}-dumps", new Dictionary<string, int>());
                DumpsReader = account.Reader($"{name}-dumps", Dumps);
            }
        }
        else
        {
            var account = new S3Account($"{name}-s3", settings, new() { Parent = this });
            Backups = account.Bucket($"{name}-backups", $"{stack}-backups", old);
            Snapshots = account.Bucket($"{name}-snapshots", $"{stack}-snapshots", oldSnapshots);
            if (settings.Backups.Enabled)
            {
                Dumps = account.Bucket($"{name}-dumps", $"{stack}-dumps", new Dictionary<string, int>());
                DumpsReader = account.Reader($"{name}-dumps", Dumps);
            }
        }

        RegisterOutputs();
    }

    public ObjectStoreAccess Backups { get; }

    public ObjectStoreAccess Snapshots { get; }

    /// <summary>The bucket of the nightly dumps, whose maker lets go of what is old; null where there are none.</summary>
    public ObjectStoreAccess? Dumps { get; }

    /// <summary>The same for who may only read: another stack that is restored from them.</summary>
    public ObjectStoreAccess? DumpsReader { get; }
}
