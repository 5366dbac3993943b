using Infra.Bricks;
using Infra.Charts;

namespace Infra.Backups;

/// <summary>How each kind of store is dumped.</summary>
internal static class Dumping
{
    /// <summary>Where it is written what was proven.</summary>
    public const string Proof = $"{StepJob.Work}/proof";

    private const string Dump = "dump";

    public static SavedStore Postgres(string name, string ns, StoreAccess server, int diskGiB) => Of(name, ns, server, diskGiB, new()
    {
        Name = Dump,
        Image = ImagePins.PostgreSql,
        Command = ScriptText.Command("backup-postgres.sh", "/bin/bash", "-c"),
        Environment = server.PostgresVariables.With(("FOLDER", SavedStore.Folder)),
    });

    public static SavedStore Redis(string name, string ns, StoreAccess server, int diskGiB) => Of(name, ns, server, diskGiB, new()
    {
        Name = Dump,
        Image = ImagePins.Valkey,
        Command = ScriptText.Command("backup-redis.sh"),
        Environment = new()
        {
            Plain = new Dictionary<string, string> { ["FOLDER"] = SavedStore.Folder, ["REDIS_HOST"] = server.Host, ["REDIS_PORT"] = $"{server.Port}" },
            Secret = new Dictionary<string, SecretKey> { ["REDISCLI_AUTH"] = server.Password },
        },
    });

    public static SavedStore ArangoDb(string name, string ns, StoreAccess server, int diskGiB) => Of(name, ns, server, diskGiB, new()
    {
        Name = Dump,
        Image = ImagePins.ArangoDb,
        Command = ScriptText.Command("backup-arangodb.sh"),
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
    });

    /// <summary>Restores a dump into a server of its own and counts.</summary>
    public static JobStep Drill => new()
    {
        Name = "drill",
        Image = ImagePins.PostgreSql,
        Command = ScriptText.Command("backup-drill.sh", "/bin/bash", "-c"),
        Environment = new()
        {
            Plain = new Dictionary<string, string> { ["FOLDER"] = SavedStore.Folder, ["PROOF"] = Proof, ["SERVER"] = $"{StepJob.Work}/server" },
        },
    };

    /// <summary>Puts databases from a dump in the place of those that are there.</summary>
    public static JobStep Restore(PodEnvironment access, IEnumerable<string> databases) => new()
    {
        Name = "restore",
        Image = ImagePins.PostgreSql,
        Command = ScriptText.Command("restore-postgres.sh", "/bin/bash", "-c"),
        Environment = access.With(("AFTER", ClusterJob.FilesFolder), ("DATABASES", string.Join(' ', databases))),
    };

    private static SavedStore Of(string name, string ns, StoreAccess server, int diskGiB, JobStep dump) => new()
    {
        Name = name,
        Namespace = ns,
        Flow = server.Flow,
        Dump = dump,
        DiskGiB = diskGiB,
        Ready = server.Ready,
    };
}
