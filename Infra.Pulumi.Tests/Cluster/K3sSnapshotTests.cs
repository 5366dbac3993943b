using Infra.Tests.Machines;

namespace Infra.Tests.Cluster;

[Collection("machines")]
[Trait("Kind", "machine")]
public sealed class K3sSnapshotTests(Hosts hosts) : IClassFixture<Hosts>
{
    private const string Database = "/var/lib/rancher/k3s/server/db/state.db";

    [SnapshotFact]
    public async Task Snapshot_taken_during_writes_restores_a_consistent_database_with_its_keys()
    {
        using var store = await ObjectStore.Start();
        var host = await WithDatabase();
        var writer = host.Inside($"for i in $(seq 300); do sqlite3 {Database} 'pragma busy_timeout=9000; insert into kine values (1)' >/dev/null; done");

        (await host.Run(Saving(store))).Succeeded();
        await writer;

        var folder = Directory.CreateTempSubdirectory().FullName;
        await store.Download(Assert.Single(await store.Keys()), $"{folder}/snapshot");
        Assert.Equal("ok\n", await Bash(folder, "openssl enc -d -aes-256-cbc -pbkdf2 -iter 600000 -pass pass:hush-phrase -in snapshot | tar -xz; "
            + "sqlite3 server/db/state.db 'pragma integrity_check'"));
        Assert.Equal("cred\ndb\ntls\ntoken\n", await Bash(folder, "ls server"));
    }

    [SnapshotFact]
    public async Task Snapshots_run_by_timer_without_exposing_the_keys()
    {
        using var store = await ObjectStore.Start();
        var host = await WithDatabase();
        var watch = await host.Watch(store.SecretKey);

        (await host.Run(Saving(store))).Succeeded();
        await host.Inside("sleep 1; systemctl start k3s-snapshot");

        Assert.Equal("", await watch());
        Assert.Equal(2, (await store.Keys()).Length);
        Assert.Equal("active 600 600 700", await host.Inside("echo $(systemctl is-active k3s-snapshot.timer) $(stat -c %a "
            + "/etc/rancher/k3s/snapshot/* /usr/local/sbin/k3s-snapshot); ls /var/lib/rancher | grep -v '^k3s$'; true"));
    }

    [SnapshotFact]
    public async Task Refusal_of_the_store_is_reported_immediately()
    {
        using var store = await ObjectStore.Start();
        var host = await WithDatabase();

        var refusal = (await host.Run(Saving(store) with { Stdin = $"access-key={store.AccessKey}\nsecret-key=wrong\npassphrase=x\n" })).Refusal();

        Assert.StartsWith($"error: the first snapshot failed (error: {ObjectStore.Url} refused /snapshots/staging/", refusal, StringComparison.Ordinal);
        Assert.Contains("SignatureDoesNotMatch", refusal, StringComparison.Ordinal);
    }

    [MachineFact]
    public async Task Embedded_etcd_needs_no_snapshot_script()
    {
        var (host, _) = await hosts.Server();

        Assert.Equal("error: this host has no SQLite datastore (server/db/state.db is missing); embedded etcd takes its own snapshots "
            + "(etcd-s3)", (await host.Run(Call.Snapshot)).Refusal());
    }

    private static Call Saving(ObjectStore store) => Call.Snapshot.With(("S3_ENDPOINT", ObjectStore.Url)) with
    {
        Stdin = $"access-key={store.AccessKey}\nsecret-key={store.SecretKey}\npassphrase=hush-phrase\n",
    };

    // Copies sqlite3 with its libraries from this machine, since the machines cannot download it.
    private async Task<Vps> WithDatabase()
    {
        var (host, _) = await hosts.Server();
        var tools = await Bash("/", "tar -C / -ch $(command -v sqlite3) $(ldd $(command -v sqlite3) | grep -o '/[^ ]*') 2>/dev/null "
            + "--transform 's,.*/,,' | base64 -w0");
        await host.Put("/opt/sqlite.tar", tools);
        await host.Inside("mkdir -p /opt/sqlite; base64 -d /opt/sqlite.tar | tar -xC /opt/sqlite");
        await host.Put("/usr/local/bin/sqlite3", "#!/bin/bash\nexec /opt/sqlite/ld-linux-* --library-path /opt/sqlite /opt/sqlite/sqlite3 \"$@\"\n");
        await host.Inside($"chmod 755 /usr/local/bin/sqlite3; sqlite3 {Database} 'pragma journal_mode=wal; create table kine (id)'");
        return host;
    }

    private static async Task<string> Bash(string folder, string command) =>
        (await Shell.Run("bash", ["-c", $"cd {folder} && {command}"])).Succeeded().Output;
}
