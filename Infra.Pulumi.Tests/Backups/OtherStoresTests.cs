using System.Diagnostics;
using System.Runtime.Versioning;

namespace Infra.Tests.Backups;

/// <summary>The dumps of what is no PostgreSQL.</summary>
[UnsupportedOSPlatform("windows")]
[Trait("Kind", "machine")]
public sealed class OtherStoresTests(BackupWorld world) : IClassFixture<BackupWorld>
{
    [BackupFact]
    public async Task Redis_is_dumped_in_its_own_format()
    {
        using var redis = await Redis();

        (await world.Run("backup-redis.sh", Access("hush"))).Succeeded();
        redis.Kill();

        Assert.StartsWith("REDIS", await File.ReadAllTextAsync(world.PathOf("dump/dump.rdb")), StringComparison.Ordinal);
        Assert.Contains("a-key", await File.ReadAllTextAsync(world.PathOf("dump/dump.rdb")), StringComparison.Ordinal);
    }

    [BackupFact]
    public async Task Refused_login_to_redis_fails_the_dump()
    {
        using var redis = await Redis();

        var dump = await world.Run("backup-redis.sh", Access("wrong"));
        redis.Kill();

        Assert.NotEqual(0, dump.Code);
    }

    [BackupFact]
    public async Task Arangodump_reads_its_password_only_from_the_environment()
    {
        await File.WriteAllTextAsync(world.PathOf("tmp/arangodump"), "#!/bin/sh\necho \"$@\" >\"$TMPDIR/called\"\nmkdir -p \"$FOLDER/_system\" \"$FOLDER/shop\"\n");
        await world.Bash("chmod +x $TMPDIR/arangodump; true");
        File.SetUnixFileMode(world.PathOf("tmp/arangodump"), (UnixFileMode)0b111_101_101);

        var dump = await world.Run("backup-arangodb.sh", ("PATH", $"{world.PathOf("tmp")}:{Environment.GetEnvironmentVariable("PATH")}"), ("ARANGODB_PASSWORD", "hush"));

        Assert.StartsWith("arangodb: 2 databases, ", dump.Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal("[server]\nendpoint = @ARANGODB_ENDPOINT@\nusername = @ARANGODB_USER@\npassword = @ARANGODB_PASSWORD@\n", await File.ReadAllTextAsync(world.PathOf("tmp/arangodump.conf")));
        Assert.DoesNotContain("hush", await File.ReadAllTextAsync(world.PathOf("tmp/called")), StringComparison.Ordinal);
    }

    private (string, string)[] Access(string password) => [("REDIS_HOST", "127.0.0.1"), ("REDIS_PORT", $"{world.StorePort + 1}"), ("REDISCLI_AUTH", password)];

    private async Task<Process> Redis()
    {
        var redis = Process.Start(new ProcessStartInfo("redis-server", ["--port", $"{world.StorePort + 1}", "--requirepass", "hush", "--save", "", "--dir", world.PathOf("tmp")])
        {
            RedirectStandardOutput = true,
        })!;
        redis.BeginOutputReadLine();
        (await world.Bash("for i in $(seq 600); do redis-cli -p $REDIS_PORT set a-key 1 2>/dev/null | grep -q OK && exit; done; exit 1", Access("hush"))).Succeeded();
        return redis;
    }
}
