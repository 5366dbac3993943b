using System.Runtime.Versioning;
using System.Text.Json;

namespace Infra.Tests.Backups;

/// <summary>The dump, its way to the store and back, and the drill, with real programs.</summary>
[UnsupportedOSPlatform("windows")]
[Trait("Kind", "machine")] // needs none, but real servers
public sealed class BackupScriptsTests(BackupWorld world) : IClassFixture<BackupWorld>, IAsyncLifetime
{
    public Task InitializeAsync() => world.Fill(5000);

    [BackupFact]
    public async Task What_was_dumped_comes_back_row_by_row()
    {
        await world.Save();
        Directory.Delete(world.PathOf("dump"), recursive: true);

        (await world.Run("backup-fetch.sh")).Succeeded();
        var proof = (await world.Run("backup-drill.sh")).Succeeded().Output;

        Assert.Contains("shop: every row is back\n", proof, StringComparison.Ordinal);
        Assert.EndsWith(" 2 databases, 2 tables\n", proof, StringComparison.Ordinal);
        Assert.Equal("public.\"an empty one\"\t0\npublic.people\t5000\n", await File.ReadAllTextAsync(world.PathOf("dump/shop.rows")));
    }

    [BackupFact]
    public async Task What_leaves_is_encrypted()
    {
        await world.Save();

        var keys = await world.Keys();
        var contents = await Task.WhenAll(keys.Select(key => world.Request("GET", $"/{key}")));
        Assert.All(contents, content => Assert.DoesNotContain("people", content, StringComparison.Ordinal));
    }

    [BackupFact]
    public async Task Rows_that_are_missing_fail_the_drill()
    {
        (await world.Run("backup-postgres.sh")).Succeeded();
        await File.WriteAllTextAsync(world.PathOf("dump/shop.rows"), "public.\"an empty one\"\t0\npublic.people\t5001\n");

        var drill = await world.Run("backup-drill.sh");

        Assert.Equal(1, drill.Code);
        Assert.Contains("error: shop came back with other rows than it had (<: dumped, >: restored)\n2c2\n< public.people\t5001\n", drill.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(world.PathOf("proof")));
    }

    [BackupFact]
    public async Task A_damaged_snapshot_is_reported_and_proves_nothing()
    {
        await world.Save();
        var packs = (await world.Keys()).Where(key => key.StartsWith("postgres/data/", StringComparison.Ordinal));
        var sizes = await Task.WhenAll(packs.Select(async pack => ((await world.Request("GET", $"/{pack}")).Length, pack)));
        await world.Request("PUT", $"/{sizes.Max().pack}", "damaged");

        await world.Bash($"rm -rf {world.PathOf("cache")}");
        var fetch = await world.Run("backup-fetch.sh");
        foreach (var key in await world.Keys())
        {
            await world.Request("DELETE", $"/{key}");
        }

        Assert.Equal(1, fetch.Code);
        Assert.Matches("^error: snapshot [0-9a-f]{8} of postgres cannot be read: ", fetch.Error);
    }

    [BackupFact]
    public async Task A_wrong_password_is_refused_and_harms_nothing()
    {
        await world.Save();
        var before = await world.Keys();

        var save = await world.Run("backup-save.sh", ("RESTIC_PASSWORD", "wrong"));
        var fetch = await world.Run("backup-fetch.sh", ("RESTIC_PASSWORD", "wrong"));

        Assert.StartsWith("error: the repository of postgres does not open (Fatal: wrong password or no key found)", save.Refused(), StringComparison.Ordinal);
        Assert.Equal("error: the repository of postgres does not open: Fatal: wrong password or no key found", fetch.Refused());
        Assert.Equal(before, await world.Keys());
    }

    [BackupFact]
    public async Task A_store_that_is_away_is_said_before_patience_ends()
    {
        (await world.Run("backup-postgres.sh")).Succeeded();

        var save = await world.Run("backup-save.sh", ("RESTIC_REPOSITORY", "s3:http://127.0.0.1:9/dumps/postgres"), ("PATIENCE", "2"));

        Assert.StartsWith("error: the repository of postgres does not open (", save.Refused(), StringComparison.Ordinal);
    }

    [BackupFact]
    public async Task Who_starts_anew_on_an_empty_server_restores_what_was_before()
    {
        await world.Save();
        await world.Sql("shop", "DROP TABLE people CASCADE");
        await world.Save();

        (await world.Run("backup-fetch.sh")).Succeeded();

        Assert.Contains("public.people\t5000", await File.ReadAllTextAsync(world.PathOf("dump/shop.rows")), StringComparison.Ordinal);
        Assert.Contains("empty", (await world.Run("backup-fetch.sh", ("SNAPSHOT", "list"))).Output, StringComparison.Ordinal);
    }

    [BackupFact]
    public async Task A_dump_that_fails_is_not_saved()
    {
        await world.Sql("shop", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; UPDATE pg_proc SET prolang = 1 WHERE proname = 'f'");

        var dump = await world.Run("backup-postgres.sh");

        Assert.Equal(1, dump.Code);
        Assert.EndsWith("error: pg_dump of shop failed\n", dump.Error, StringComparison.Ordinal);
    }

    [BackupFact]
    public async Task A_save_that_is_killed_may_run_again()
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
    public async Task A_drill_that_is_killed_may_run_again()
    {
        (await world.Run("backup-postgres.sh")).Succeeded();
        foreach (var seconds in new[] { "0.4", "0.8", "1.2" })
        {
            await world.RunAndKill("backup-drill.sh", seconds);
        }

        (await world.Run("backup-drill.sh")).Succeeded();
    }

    [BackupFact]
    public async Task How_old_everything_is_is_told_to_the_collector()
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
