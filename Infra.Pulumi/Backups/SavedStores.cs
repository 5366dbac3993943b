using System.Collections.Immutable;
using Infra.Bricks;
using Infra.Charts;
using Infra.Data;
using Infra.Foundation;
using Infra.Insight;
using Infra.Platform;
using Infra.Settings;
using Pulumi;
using Pulumi.Random;

namespace Infra.Backups;

/// <summary>
/// The portable copies: every store is dumped at night, encrypted before it leaves, and each PostgreSQL is restored for trial once a
/// week. PostgreSQL's own archive, which loses less, stays beside them.
/// </summary>
public sealed class SavedStores : PlatformService
{
    /// <summary>What each step requests.</summary>
    public static readonly Footprint Pod = new(0.02m, 64);

    private const string Name = "backups";
    private const string Business = "data";
    private const string Platform = "platform";
    private const string Superuser = "backup";

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = Name,
        Namespace = ServiceNamespace.Data,
        Runs = stack => stack.Settings.Backups.Enabled,
        MaySleep = false,
        Profile = ProfileOf,
        Build = context => new SavedStores(context),
    };

    public SavedStores(ServiceContext context)
        : base("infra:backups:SavedStores", Declaration, context)
    {
        var buckets = context.Buckets!;
        var platform = context.Find<PlatformPostgres>();
        var keys = new Dictionary<string, Output<string>>
        {
            ["endpoint"] = Output.Create(buckets.Dumps!.Endpoint),
            ["bucket"] = Output.Create(buckets.Dumps.Bucket),
            ["region"] = Output.Create(buckets.Dumps.Region),
            ["accessKeyId"] = buckets.DumpsReader!.AccessKeyId,
            ["secretAccessKey"] = buckets.DumpsReader.SecretAccessKey,
        };
        var business = RepositoryIn(Business, buckets.Dumps, keys, "password");
        var saved = OfBusiness().ToList();
        saved.ForEach(store => Save(business, store));
        Report(business, saved);

        if (platform is not null)
        {
            var repository = RepositoryIn(Platform, buckets.Dumps, keys, "platformPassword");
            var store = OfPlatform(platform);
            Save(repository, store);
            Report(repository, [store]);
        }

        if (context.Find<Postgres>() is not null)
        {
            Restores(business, saved[0]);
        }

        Keys = Output.CreateSecret(Output.All(keys.Values).Apply(values => keys.Keys.Zip(values).ToImmutableDictionary(pair => pair.First, pair => pair.Second)));
        RegisterOutputs();
    }

    /// <summary>What reads the dumps, and what opens them: the way back when everything else is gone.</summary>
    public Output<ImmutableDictionary<string, string>> Keys { get; }

    /// <summary>The databases that a restore replaces: from another stack only those of applications.</summary>
    public static IEnumerable<string> DatabasesOf(StackServices stack, bool own)
    {
        var applications = stack.Settings.Postgres.Databases.Select(database => Identifier(database.Text));
        return own ? applications.Concat(stack.ConsumersOf(Postgres.Name).Select(Identifier)) : applications;
    }

    private static string Identifier(string consumer) => new Consumer(consumer, Business).Identifier;

    private static ServiceProfile ProfileOf(StackServices stack) => new()
    {
        Software = Software.Of(ImagePins.Restic),
        Footprint = stack.Dumped.Select(_ => Pod).Aggregate(Footprint.Zero, Footprint.Add),
        Network = new()
        {
            From = [],
            To = [new(Peer.Everything(Business), 5432, 6379, 8529), new(PlatformPostgres.Instances, 5432), Flow.ToWeb, new(Peer.Everything("observability"), 4318)],
        },
        Pods = PodSecurity.Restricted,
        Backup = $"it is one: dumps in {stack.Settings.ObjectStore.Prefix}-STACK-dumps; what opens them is the stack's output `dumps`",
        Monitoring = "alerts on the age of the newest dump of every store, and of the last proof that it comes back",
        Probe = Probe.None("its jobs serve no traffic; the age of every dump is watched"),
        BackupAges = [.. stack.Dumped.Select(DumpAge), .. stack.Drilled.Select(DrillAge)],
        Upgrade = "change restic's image in Charts/ImagePins.cs; every version reads what earlier ones wrote",
        BlastRadius = "no new dumps, and no staging from prod's; PostgreSQL's own archive goes on",
    };

    private static BackupAge DumpAge(string store) => new($"{store} has no fresh dump", AgeOf(store, "dump"), TimeSpan.FromHours(26),
        $"The newest dump of {store} is older than 26 hours.")
    {
        Severity = "warning",
    };

    private static BackupAge DrillAge(string store) => new($"{store} was not restored in a drill", AgeOf(store, "proof"), TimeSpan.FromDays(8),
        $"For more than eight days nothing has proven that {store} can be restored from its dump.");

    // A reported time is kept for a week, so that silence becomes old age.
    private static string AgeOf(string store, string kind) =>
        $"time() - max(last_over_time({Metrics.Select("infra.backup.time", ("store", store), ("kind", kind))}[7d]))";

    private IEnumerable<SavedStore> OfBusiness()
    {
        if (Context.Find<Postgres>() is { } postgres)
        {
            var access = postgres.Cluster is { } cluster ? new PostgresSuperuser($"{Name}-postgres-administrator", cluster, Superuser, Context.Secrets, new() { Parent = this }).Access : postgres.Server;
            yield return Dumping.Postgres("postgres", Business, access, Settings.Postgres.Disk.MiB / 1024);
        }

        if (Settings.Redis.IsInCluster)
        {
            yield return Dumping.Redis("redis", Business, Context.Get<Redis>().Server, Settings.Redis.Disk.MiB / 1024);
        }

        if (Settings.ArangoDb.IsInCluster)
        {
            yield return Dumping.ArangoDb("arangodb", Business, Context.Get<ArangoDb>().Server, Settings.ArangoDb.Disk.MiB / 1024);
        }
    }

    private SavedStore OfPlatform(PlatformPostgres platform) => Dumping.Postgres(PlatformPostgres.Name, Platform,
        new PostgresSuperuser($"{Name}-platform-administrator", platform.Server, Superuser, Context.Secrets, new() { Parent = this }).Access, PlatformPostgres.DiskGiB);

    // What opens the business data must not open the platform's: another stack may get the one.
    private Repository RepositoryIn(string ns, ObjectStoreAccess bucket, Dictionary<string, Output<string>> keys, string key)
    {
        var password = new RandomPassword($"{Name}-{ns}-password", new() { Length = 48, Special = false },
            new() { Parent = this, Protect = Settings.KeepsData, RetainOnDelete = Settings.KeepsData });
        keys[key] = Output.CreateSecret(password.Result);
        return new($"{Name}-{ns}", ns, bucket, keys[key], Context.Secrets, new() { Parent = this });
    }

    private void Save(Repository repository, SavedStore store)
    {
        var (days, weekDays) = (Settings.ObjectStore.DailyDays, Settings.ObjectStore.WeeklyDays);
        var dump = new StepJob($"{Name}-{store.Name}", new()
        {
            Namespace = store.Namespace,
            Steps = [store.Dump, repository.Save(store.Name, SavedStore.Folder, "dump", days, weekDays)],
            To = [store.Flow, Flow.ToWeb],
            WorkGiB = store.DiskGiB,
            Schedule = new(Settings.Backups.Schedule.Text) { RunsNow = true },
        }, new() { Parent = this, DependsOn = { store.Ready.Append(repository).ToArray() } });
        if (Context.Stack.Drilled.Contains(store.Name))
        {
            _ = new StepJob($"{Name}-{store.Name}-drill", new()
            {
                Namespace = store.Namespace,
                Steps = [repository.Fetch(store.Name), Dumping.Drill, repository.Save(store.Name, Dumping.Proof, "proof", days, weekDays)],
                To = [Flow.ToWeb],
                WorkGiB = store.DiskGiB * 2, // the dump, and what comes out of it
                Schedule = new(Settings.Backups.Drill.Text),
            }, new() { Parent = this, DependsOn = { dump } });
        }
    }

    private void Report(Repository repository, List<SavedStore> stores)
    {
        if (Settings.SigNoz.Enabled && stores.Count > 0)
        {
            _ = new StepJob($"{Name}-{repository.Namespace}-report", new()
            {
                Namespace = repository.Namespace,
                Steps = [repository.Report(stores.Select(store => store.Name), SigNoz.OtlpEndpoint)],
                To = [Flow.ToWeb, new(Peer.Everything(SigNoz.Home), 4318)],
                Schedule = new("7 * * * *"),
            }, new() { Parent = this, DependsOn = { repository } });
        }
    }

    // They wait until somebody asks: `./infra restore`.
    private void Restores(Repository own, SavedStore postgres)
    {
        Restore(RestoreJobs.Own, own, postgres, DatabasesOf(Context.Stack, own: true), []);
        if (Settings.Backups.RestoreFrom is { } source)
        {
            var bucket = new ObjectStoreAccess
            {
                Endpoint = source.Endpoint.TrimEnd('/'),
                Bucket = source.Bucket.Text,
                Region = source.Region,
                AccessKeyId = source.AccessKeyId.ToInput().ToOutput(),
                SecretAccessKey = source.SecretAccessKey.ToInput().ToOutput(),
            };
            var repository = new Repository($"{Name}-source", Business, bucket, source.Password.ToInput().ToOutput(), Context.Secrets, new() { Parent = this });
            Restore(RestoreJobs.Other, repository, postgres, DatabasesOf(Context.Stack, own: false), Settings.Backups.AfterRestore.Keys.ToDictionary(
                database => $"{Identifier(database)}.sql", database => Settings.Backups.SqlFor(database)!));
        }
    }

    private void Restore(string name, Repository from, SavedStore postgres, IEnumerable<string> databases, Dictionary<string, string> after) => _ = new StepJob(name, new()
    {
        Namespace = Business,
        Steps = [from.Fetch(postgres.Name), Dumping.Restore(postgres.Dump.Environment, databases)],
        To = [postgres.Flow, Flow.ToWeb],
        WorkGiB = postgres.DiskGiB,
        Schedule = JobSchedule.OnRequest,
        Files = after,
    }, new() { Parent = this, DependsOn = { postgres.Ready.Append(from).ToArray() } });
}
