using System.Runtime.Versioning;
using System.Text.Json;

namespace Infra.Tests.Backups;

/// <summary>Dump, save, fetch and drill, with real programs.</summary>
[UnsupportedOSPlatform("windows")]
[Trait("Kind", "machine")] // needs real servers
public sealed class BackupScriptsTests(BackupWorld world) : IClassFixture<BackupWorld>, IAsyncLifetime
{
    public Task InitializeAsync() => world.Fill(5000);

    [BackupFact]
    public async Task Dump_restores_every_row()
    {
        await world.Save();
        Directory.Delete(world.PathOf("dump"), recursive: true);

        (await world.Run("backup-fetch.sh")).Succeeded();
        var proof = (await world.Run("backup-drill.sh")).Succeeded().Output;

        Assert.Contains("shop: all rows restored\n", proof, StringComparison.Ordinal);
        Assert.EndsWith(" 2 databases, 2 tables\n", proof, StringComparison.Ordinal);
        Assert.Equal("public.\"an empty one\"\t0\npublic.people\t5000\n", await File.ReadAllTextAsync(world.PathOf("dump/shop.rows")));
    }

    [BackupFact]
    public async Task Saved_data_is_encrypted()
    {
        await world.Save();

        var keys = await world.Keys();
        var contents = await Task.WhenAll(keys.Select(key => world.Request("GET", $"/{key}")));
        Assert.All(contents, content => Assert.DoesNotContain("people", content, StringComparison.Ordinal));
    }

    [BackupFact]
    public async Task Missing_rows_fail_the_drill()
    {
        (await world.Run("backup-postgres.sh")).Succeeded();
        await File.WriteAllTextAsync(world.PathOf("dump/shop.rows"), "public.\"an empty one\"\t0\npublic.people\t5001\n");

        var drill = await world.Run("backup-drill.sh");

        Assert.Equal(1, drill.Code);
        Assert.StartsWith("2c2\n< public.people\t5001\n", drill.Error, StringComparison.Ordinal);
        Assert.EndsWith("error: the restored rows of shop differ (<: dumped, >: restored)\n", drill.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(world.PathOf("proof")));
    }

    [BackupFact]
    public async Task Damaged_snapshot_is_reported_and_proves_nothing()
    {
        await world.Save();
        foreach (var pack in (await world.Keys()).Where(key => key.StartsWith("postgres/data/", StringComparison.Ordinal)))
        {
            await world.Request("PUT", $"/{pack}", "damaged"); // all: snapshots of other tests may have larger ones
        }

        await world.Bash($"rm -rf {world.PathOf("cache")}");
        var fetch = await world.Run("backup-fetch.sh");
        foreach (var key in await world.Keys())
        {
            await world.Request("DELETE", $"/{key}");
        }

        Assert.Equal(1, fetch.Code);
        Assert.Matches("^error: cannot read snapshot [0-9a-f]{8} of postgres: ", fetch.Error);
    }

    [BackupFact]
    public async Task Wrong_password_is_refused_and_changes_nothing()
    {
        await world.Save();
        var before = await world.Keys();

        var save = await world.Run("backup-save.sh", ("RESTIC_PASSWORD", "wrong"));
        var fetch = await world.Run("backup-fetch.sh", ("RESTIC_PASSWORD", "wrong"));

        Assert.StartsWith("error: cannot open the repository of postgres (Fatal: wrong password or no key found)", save.Refused(), StringComparison.Ordinal);
        Assert.Equal("error: cannot open the repository of postgres: Fatal: wrong password or no key found", fetch.Refused());
        Assert.Equal(before, await world.Keys());
    }

    [BackupFact]
    public async Task Unreachable_store_is_reported_within_the_timeout()
    {
        (await world.Run("backup-postgres.sh")).Succeeded();

        var save = await world.Run("backup-save.sh", ("RESTIC_REPOSITORY", "s3:http://127.0.0.1:9/dumps/postgres"), ("PATIENCE", "2"));

        Assert.StartsWith("error: cannot open the repository of postgres (", save.Refused(), StringComparison.Ordinal);
    }

    [BackupFact]
    public async Task Restore_skips_empty_dumps_of_a_new_server()
    {
        await world.Save();
        await world.Sql("shop", "DROP TABLE people CASCADE");
        await world.Save();

        (await world.Run("backup-fetch.sh")).Succeeded();

        Assert.Contains("public.people\t5000", await File.ReadAllTextAsync(world.PathOf("dump/shop.rows")), StringComparison.Ordinal);
        Assert.Contains("empty", (await world.Run("backup-fetch.sh", ("SNAPSHOT", "list"))).Output, StringComparison.Ordinal);
    }

    [BackupFact]
    public async Task Failed_dump_is_not_saved()
    {
        await world.Sql("shop", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; UPDATE pg_proc SET prolang = 1 WHERE proname = 'f'");

        var dump = await world.Run("backup-postgres.sh");

        Assert.Equal(1, dump.Code);
        Assert.EndsWith("error: pg_dump of shop failed\n", dump.Error, StringComparison.Ordinal);
    }

    [BackupFact]
    public async Task Killed_save_may_run_again()
    {
        await world.Save();
        foreach (var seconds in new[] { "0.5", "1.2", "2", "3" })
        {
            await world.RunAndKill("backup-save.sh", seconds);
        }

        (await world.Run("backup-save.sh")).Succeeded();
        (await world.Run("backup-fetch.sh")).Succeeded();
        (await world.Run("backup-drill.sh")).Succeeded();
    }

    [BackupFact]
    public async Task Killed_drill_may_run_again()
    {
        (await world.Run("backup-postgres.sh")).Succeeded();
        foreach (var seconds in new[] { "0.4", "0.8", "1.2" })
        {
            await world.RunAndKill("backup-drill.sh", seconds);
        }

        (await world.Run("backup-drill.sh")).Succeeded();
    }

    [BackupFact]
    public async Task Collector_receives_the_age_of_dumps_and_proofs()
    {
        await world.Save();
        Directory.CreateDirectory(world.PathOf("proof"));
        using var collector = new Collector();

        (await world.Run("backup-save.sh", ("FOLDER", world.PathOf("dump")), ("TAG", "proof"))).Succeeded();
        (await world.Run("backup-report.sh", ("NAMES", "postgres"), ("STORE", $"s3:http://127.0.0.1:{world.StorePort}/dumps"), ("OTLP", collector.Url))).Succeeded();

        using var told = JsonDocument.Parse(await collector.Told);
        var points = told.RootElement.GetProperty("resourceMetrics")[0].GetProperty("scopeMetrics")[0].GetProperty("metrics")[0].GetProperty("gauge").GetProperty("dataPoints");
        Assert.Equal(["postgres dump", "postgres proof"], points.EnumerateArray().Select(point =>
            string.Join(' ', point.GetProperty("attributes").EnumerateArray().Select(one => one.GetProperty("value").GetProperty("stringValue").GetString()))));
        Assert.All(points.EnumerateArray(), point => Assert.InRange(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - point.GetProperty("asDouble").GetDouble(), -5, 120));
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
