using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Infra.Bricks;
using Infra.Tests.Machines;

namespace Infra.Tests.Backups;

/// <summary>A PostgreSQL, an S3 server (moto) and the folders of a pod. Scripts run unprivileged, as in the cluster.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class BackupWorld : IDisposable
{
    private const string Bucket = "dumps";
    private readonly Process? _store;

    public BackupWorld()
    {
        if (Missing is not null)
        {
            return; // every test is skipped, but xunit creates the fixture anyway
        }

        StorePort = FreePort();
        PostgresPort = FreePort();
        _store = Process.Start(new ProcessStartInfo("moto_server", ["-H", "127.0.0.1", "-p", $"{StorePort}"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        _store.BeginErrorReadLine();
        _store.BeginOutputReadLine();
        foreach (var folder in new[] { Folder, PathOf("tmp"), PathOf("after") })
        {
            File.SetUnixFileMode(Directory.CreateDirectory(folder).FullName, (UnixFileMode)0b111_111_111);
        }

        Bash($"initdb --pgdata {Folder}/server --username postgres --auth trust >/dev/null; "
            + $"pg_ctl --pgdata {Folder}/server --wait --log {Folder}/server.log start --options "
            + $"\"-c listen_addresses=127.0.0.1 -c port={PostgresPort} -c unix_socket_directories={Folder} -c fsync=off\" >/dev/null").GetAwaiter().GetResult().Succeeded();
        Bash($"curl -sSf --retry 60 --retry-delay 1 --retry-connrefused -X PUT http://127.0.0.1:{StorePort}/{Bucket}").GetAwaiter().GetResult().Succeeded();
    }

    private static string Programs { get; } = string.Join(':', (Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => $"{version}/bin") : []).Append(Environment.GetEnvironmentVariable("PATH")));

    /// <summary>The reason why it is unavailable here, or null.</summary>
    public static string? Missing { get; } =
        new[] { "restic", "moto_server", "jq", "curl", "pkill", "redis-server", "initdb" }.FirstOrDefault(tool => Programs.Split(':').All(folder => !File.Exists(Path.Combine(folder, tool)))) is { } tool
            ? $"needs {tool} (Debian's restic, python3-moto, jq, curl, procps, redis-server and postgresql)" : null;

    public string Folder { get; } = Directory.CreateTempSubdirectory("backups-").FullName;

    public int PostgresPort { get; }

    public int StorePort { get; }

    /// <summary>Creates the database shop with that many people.</summary>
    public Task Fill(int people) => Sql("postgres", $"""
        DROP DATABASE IF EXISTS shop WITH (FORCE);
        SELECT 'CREATE ROLE shop LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'shop') \gexec
        CREATE DATABASE shop OWNER shop;
        REVOKE ALL ON DATABASE shop FROM PUBLIC;
        ALTER DATABASE shop SET statement_timeout TO '7min';
        \c shop
        SET ROLE shop;
        CREATE TABLE people (id int PRIMARY KEY, name text);
        CREATE TABLE "an empty one" ();
        CREATE VIEW names AS SELECT name FROM people;
        INSERT INTO people SELECT i, repeat(md5(i::text), 20) FROM generate_series(1, {people}) i;
        """);

    public async Task<string> Sql(string database, string sql)
    {
        var outcome = await Shell.Run("env", [.. Variables([]), "PGOPTIONS=-c client_min_messages=error", "psql", "-qXAt", "-v", "ON_ERROR_STOP=1", database], sql);
        return outcome.Succeeded().Output.Trim();
    }

    /// <summary>Runs a script of Scripts/ like its step.</summary>
    internal Task<Outcome> Run(string script, params (string Name, string Value)[] variables) => Bash(ScriptText.Read(script), variables);

    /// <summary>Runs a script and kills all its processes after that many seconds, like a killed pod.</summary>
    internal Task<Outcome> RunAndKill(string script, string seconds) =>
        Bash($"setsid bash -c \"$SCRIPT\" & sleep {seconds}; pkill -KILL -s $!; wait", ("SCRIPT", ScriptText.Read(script)));

    /// <summary>Dumps the PostgreSQL and saves the dump.</summary>
    public async Task Save()
    {
        (await Run("backup-postgres.sh")).Succeeded();
        (await Run("backup-save.sh")).Succeeded();
    }

    public async Task<string[]> Keys() => [.. (await Request("GET", $"?prefix=postgres/")).Split("<Key>")[1..].Select(part => part[..part.IndexOf('<', StringComparison.Ordinal)])];

    public Task<string> Request(string method, string path, string? body = null) => Curl(["-X", method, .. body is null ? Array.Empty<string>() : ["--data-binary", body]], path);

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Runs bash as a user that PostgreSQL accepts.</summary>
    internal Task<Outcome> Bash(string command, params (string Name, string Value)[] variables) => Shell.Run("env",
        [.. Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : Array.Empty<string>(), "env", .. Variables(variables), "bash", "-c", command]);

    public IEnumerable<string> Variables((string Name, string Value)[] more) => new Dictionary<string, string>
    {
        ["AFTER"] = PathOf("after"),
        ["AWS_ACCESS_KEY_ID"] = "key",
        ["AWS_SECRET_ACCESS_KEY"] = "hush",
        ["DATABASES"] = "shop",
        ["FOLDER"] = PathOf("dump"),
        ["KEEP_DAYS"] = "30",
        ["KEEP_WEEK_DAYS"] = "90",
        ["NAME"] = "postgres",
        ["PATH"] = Programs,
        ["PATIENCE"] = "5",
        ["PGHOST"] = "127.0.0.1",
        ["PGPORT"] = $"{PostgresPort}",
        ["PGUSER"] = "postgres",
        ["PROOF"] = PathOf("proof"),
        ["RESTIC_CACHE_DIR"] = PathOf("cache"),
        ["RESTIC_PASSWORD"] = "hush-phrase",
        ["RESTIC_REPOSITORY"] = $"s3:http://127.0.0.1:{StorePort}/{Bucket}/postgres",
        ["SERVER"] = PathOf("drill"),
        ["TAG"] = "dump",
        ["TMPDIR"] = PathOf("tmp"),
    }.Concat(more.Select(one => KeyValuePair.Create(one.Name, one.Value))).Select(pair => $"{pair.Key}={pair.Value}");

    public void Dispose()
    {
        if (_store is not null)
        {
            Bash($"pg_ctl --pgdata {Folder}/server --mode immediate stop").GetAwaiter().GetResult();
            _store.Kill(entireProcessTree: true);
            _store.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private async Task<string> Curl(string[] options, string path) =>
        (await Shell.Run("curl", ["-sSf", "--aws-sigv4", "aws:amz:us-east-1:s3", "-u", "key:hush", .. options, $"http://127.0.0.1:{StorePort}/{Bucket}{path}"])).Succeeded().Output;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
