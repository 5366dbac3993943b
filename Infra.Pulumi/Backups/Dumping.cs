using Infra.Bricks;
using Infra.Charts;
using Pulumi;

namespace Infra.Backups;

/// <summary>How each kind of store is dumped.</summary>
internal static class Dumping
{
    public static SavedStore Postgres(string name, string ns, StoreAccess server, int diskGiB) => new()
    {
        Name = name,
        Namespace = ns,
        Flow = server.Flow,
        Dump = new()
        {
            Name = "dump",
            Image = ImagePins.PostgreSql,
            Script = "backup-postgres.sh",
            IsBash = true,
            Environment = With(AccessTo(server), ("FOLDER", SavedStore.Folder)),
        },
        DiskGiB = diskGiB,
        Ready = server.Ready,
    };

    public static SavedStore Redis(string name, string ns, StoreAccess server, int diskGiB) => new()
    {
        Name = name,
        Namespace = ns,
        Flow = server.Flow,
        Dump = new()
        {
            Name = "dump",
            Image = ImagePins.Valkey,
            Script = "backup-redis.sh",
            Environment = new()
            {
                Plain = new Dictionary<string, string> { ["FOLDER"] = SavedStore.Folder, ["REDIS_HOST"] = server.Host, ["REDIS_PORT"] = $"{server.Port}" },
                Secret = new Dictionary<string, SecretKey> { ["REDISCLI_AUTH"] = server.Password },
            },
        },
        DiskGiB = diskGiB,
        Ready = server.Ready,
    };

    public static SavedStore ArangoDb(string name, string ns, StoreAccess server, int diskGiB) => new()
    {
        Name = name,
        Namespace = ns,
        Flow = server.Flow,
        Dump = new()
        {
            Name = "dump",
            Image = ImagePins.ArangoDb,
            Script = "backup-arangodb.sh",
            Environment = new()
            {
                Plain = new Dictionary<string, string>
                {
                    ["ARANGODB_ENDPOINT"] = $"ssl://{server.Host}:{server.Port}",
                    ["ARANGODB_USER"] = server.Administrator,
                    ["FOLDER"] = SavedStore.Folder,
                },
                Secret = new Dictionary<string, SecretKey> { ["ARANGODB_PASSWORD"] = server.Password },
            },
        },
        DiskGiB = diskGiB,
        Ready = server.Ready,
    };

    /// <summary>Where it is written what was proven.</summary>
    public const string Proof = $"{StepJob.Work}/proof";

    /// <summary>Restores a dump into a server of its own and counts.</summary>
    public static Step Drill => new()
    {
        Name = "drill",
        Image = ImagePins.PostgreSql,
        Script = "backup-drill.sh",
        IsBash = true,
        Environment = new()
        {
            Plain = new Dictionary<string, string> { ["FOLDER"] = SavedStore.Folder, ["PROOF"] = Proof, ["SERVER"] = $"{StepJob.Work}/server" },
        },
    };

    /// <summary>Puts databases from a dump in the place of those that are there.</summary>
    public static Step Restore(PodEnvironment access, IEnumerable<string> databases) => new()
    {
        Name = "restore",
        Image = ImagePins.PostgreSql,
        Script = "restore-postgres.sh",
        IsBash = true,
        Environment = With(access, ("AFTER", StepJob.Files), ("DATABASES", string.Join(' ', databases))),
    };

    /// <summary>The variables by which PostgreSQL's own programs connect.</summary>
    public static PodEnvironment AccessTo(StoreAccess server) => new()
    {
        Plain = new Dictionary<string, string>
        {
            ["PGHOST"] = server.Host,
            ["PGPORT"] = $"{server.Port}",
            ["PGSSLMODE"] = server.Tls ? "require" : "prefer",
            ["PGUSER"] = server.Administrator,
        },
        Secret = new Dictionary<string, SecretKey> { ["PGPASSWORD"] = server.Password },
    };

    public static PodEnvironment With(PodEnvironment environment, params (string Name, string Value)[] more) => environment with
    {
        Plain = environment.Plain.Concat(more.Select(one => KeyValuePair.Create(one.Name, one.Value))).ToDictionary(),
    };
}
