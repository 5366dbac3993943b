using System.Globalization;
using Infra.Bricks;
using Infra.Charts;
using Infra.Foundation;
using Infra.Settings;
using Pulumi;

namespace Infra.Data;

/// <summary>The business Redis: Valkey, which speaks its protocol, with a user for every consumer; or one that runs elsewhere.</summary>
public sealed class Redis : PlatformService
{
    private const string Home = "data";
    public const string Name = "redis";
    private const string Administrator = "default";
    private const int Port = 6379;

    // Anything but the server's own administration.
    private const string OfConsumers = "~* &* +@all -@admin -flushall";

    private readonly IReadOnlyList<string> _platform;
    private readonly IReadOnlyList<string> _consumers;
    private readonly SecretBundle _passwords;

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = Name,
        Namespace = ServiceNamespace.Data,
        Runs = stack => stack.Settings.Redis.Enabled,
        Dump = settings => settings.Redis.IsInCluster ? DumpPolicy.Nightly : DumpPolicy.None,
        MaySleep = false,
        Profile = stack => ProfileOf(stack.Settings),
        Build = context => new Redis(context),
    };

    public Redis(ServiceContext context)
        : base("infra:data:Redis", Declaration, context)
    {
        _platform = context.Stack.ConsumersOf(Name);
        _consumers = [.. Settings.Redis.Users.Select(user => user.Text).Concat(_platform).Distinct().Order(StringComparer.Ordinal)];
        if (Settings.Redis.External is { } external)
        {
            _passwords = new SecretBundle($"{Name}-users", new()
            {
                Home = Context.Secrets,
                Namespace = Home,
                Given = new Dictionary<string, Output<string>> { [Administrator] = external.Password.ToInput().ToOutput() },
            }, new() { Parent = this });
            Server = StoreAccess.Elsewhere(external, Port, new(_passwords.SecretName, Administrator), _passwords);
        }
        else
        {
            _passwords = new SecretBundle($"{Name}-users", new()
            {
                Home = Context.Secrets,
                Namespace = Home,
                Generated = _consumers.Prepend(Administrator).ToDictionary(user => user, _ => 32),
            }, new() { Parent = this });
            Server = new()
            {
                Host = $"{Name}.{Home}.svc",
                Port = Port,
                Administrator = Administrator,
                Password = new(_passwords.SecretName, Administrator),
                Peer = Peer.Labelled("Redis", Home, "app.kubernetes.io/instance", Name),
                Ready = [Install(ChartPins.Valkey, Values(), _passwords)],
            };
        }

        foreach (var user in Settings.Redis.Users)
        {
            AccessFor(new(user.Text, Home));
        }

        RegisterOutputs();
    }

    public StoreAccess Server { get; }

    /// <summary>The credentials of a consumer that was announced, with a numbered database of its own.</summary>
    public ConsumerSecret AccessFor(Consumer consumer)
    {
        var database = IndexOf(consumer).ToString(CultureInfo.InvariantCulture);
        var user = Settings.Redis.External?.User ?? consumer.Name;
        return new ConsumerSecret($"{consumer.Name}-redis", new()
        {
            Home = Context.Secrets,
            Consumer = consumer,
            StoresNamespace = Home,
            Server = Server,
            Database = database,
            User = user,
            Password = _passwords[Settings.Redis.External is null ? consumer.Name : Administrator],
            Url = password => Output.Format(
                $"{(Server.Tls ? "rediss" : "redis")}://{user}:{password}@{Server.Host}:{Server.Port}/{database}"),
        }, new() { Parent = this });
    }

    // A database's number is its name: that of one consumer must not depend on who else there is.
    private int IndexOf(Consumer consumer) =>
        _platform.ToList().IndexOf(consumer.Name) is >= 0 and var ours ? RedisSettings.Databases - 1 - ours
        : Settings.Redis.Users.Select(user => user.Text).ToList().IndexOf(consumer.Name) is >= 0 and var index ? index
        : throw new InvalidOperationException($"{consumer.Name} was not announced to Redis");

    private object Values() => new
    {
        fullnameOverride = Name,
        deploymentStrategy = "Recreate", // two servers on the same files would destroy them
        auth = new
        {
            enabled = true,
            usersExistingSecret = _passwords.SecretName,
            aclUsers = _consumers.ToDictionary(user => user, _ => (object)new { permissions = OfConsumers })
                .Append(new(Administrator, new { permissions = "~* &* +@all" }))
                .ToDictionary(pair => pair.Key, pair => pair.Value),
        },
        dataStorage = new
        {
            enabled = true,
            requestedSize = $"{Settings.Redis.Disk.MiB / 1024}Gi", // without it the chart silently takes an emptyDir
            className = Settings.StorageClass,
            keepPvc = Settings.KeepsData,
        },
        // Queues lose jobs where keys are evicted: full means an error instead. OpenPanel wants to hear of keys that expire.
        valkeyConfig = $"""
            appendonly yes
            appendfsync everysec
            maxmemory {Settings.Redis.Memory.MiB * 3 / 2}mb
            maxmemory-policy noeviction
            notify-keyspace-events Ex

            """,
        readinessProbe = new
        {
            enabled = true,
            customProbe = new
            {
                // A server that loads its data, or has lost it, answers with other errors than the missing password.
                exec = new { command = new[] { "/bin/sh", "-c", "valkey-cli ping | grep -qE 'PONG|NOAUTH'" } },
                periodSeconds = 5,
                timeoutSeconds = 3,
            },
        },
        priorityClassName = Priorities.Data,
        resources = Footprints(Settings).Resources(Settings.Redis.Memory.MiB * 2),
    };

    private static Footprint Footprints(PlatformSettings settings) => new(0.02m, settings.Redis.Memory.MiB, settings.Redis.Disk.MiB / 1024);

    private static ServiceProfile ProfileOf(PlatformSettings settings) => settings.Redis.External is { } external
        ? External.ProfileOf(external, "Redis", Port)
        : new()
        {
            Software = Software.Of(ChartPins.Valkey),
            Footprint = Footprints(settings),
            Network = new()
            {
                From = [new(Peer.Everything(Home), Port), new(Peer.Everything("observability"), Port), new(Peer.Applications, Port), new(Peer.Everything("kubero"), Port)],
                To = [],
            },
            Backup = (settings.Backups.Enabled ? "a dump every night; " : "") + "its append-only file lives on its volume, which is retained where data is kept",
            Monitoring = "its pod is ready; memory near its limit means that writes are refused",
            Probe = Probe.At("tcp://redis.data.svc:6379"),
            Upgrade = "change its version in Charts/ChartPins.cs; it restarts in seconds",
            BlastRadius = "caches and queues of the applications, and OpenPanel",
        };
}
