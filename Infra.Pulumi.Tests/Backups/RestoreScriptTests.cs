using System.Runtime.Versioning;
using Infra.Bricks;
using Infra.Tests.Machines;

namespace Infra.Tests.Backups;

/// <summary>The restore over existing databases, on a real PostgreSQL.</summary>
[UnsupportedOSPlatform("windows")]
[Trait("Kind", "machine")]
public sealed class RestoreScriptTests(BackupWorld world) : IClassFixture<BackupWorld>, IAsyncLifetime
{
    private const string Count = "SELECT count(*) FROM people";

    public async Task InitializeAsync()
    {
        await world.Fill(5000);
        (await world.Run("backup-postgres.sh")).Succeeded();
        await world.Fill(7);
    }

    [BackupFact]
    public async Task Database_is_restored_with_its_owner()
    {
        var output = (await world.Run("restore-postgres.sh")).Succeeded().Output;

        Assert.Equal("shop: restoring 2 tables\nshop: restored\n", output);
        Assert.Equal("5000", await world.Sql("shop", Count));
        Assert.Equal("shop shop shop=CTc/shop statement_timeout=7min", await world.Sql("shop", """
            SELECT concat_ws(' ', (SELECT tableowner FROM pg_tables WHERE tablename = 'people'), pg_get_userbyid(datdba), array_to_string(datacl, ','), array_to_string(setconfig, ','))
            FROM pg_database JOIN pg_db_role_setting ON setdatabase = pg_database.oid WHERE datname = 'shop'
            """));
        Assert.Equal("postgres shop", await Databases());
    }

    [BackupFact]
    public async Task Open_connections_do_not_block_the_restore()
    {
        var busy = world.Bash("psql -qX shop -c 'SELECT pg_sleep(60)'");
        while (await world.Sql("postgres", "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)' AND datname = 'shop'") == "0")
        {
            await Task.Yield();
        }

        (await world.Run("restore-postgres.sh")).Succeeded();

        Assert.NotEqual(0, (await busy).Code);
        Assert.Equal("5000", await world.Sql("shop", Count));
    }

    [BackupFact]
    public async Task Sql_runs_before_the_data_becomes_visible()
    {
        await File.WriteAllTextAsync(world.PathOf("after/shop.sql"), "UPDATE people SET name = 'nobody';");

        (await world.Run("restore-postgres.sh")).Succeeded();
        File.Delete(world.PathOf("after/shop.sql"));

        Assert.Equal("nobody", await world.Sql("shop", "SELECT DISTINCT name FROM people"));
    }

    [BackupFact]
    public async Task Failed_sql_keeps_the_old_database()
    {
        await File.WriteAllTextAsync(world.PathOf("after/shop.sql"), "UPDATE nowhere SET name = 'nobody';");

        var restore = await world.Run("restore-postgres.sh");
        File.Delete(world.PathOf("after/shop.sql"));

        Assert.NotEqual(0, restore.Code);
        Assert.Equal("7", await world.Sql("shop", Count));
    }

    [BackupFact]
    public async Task Damaged_dump_keeps_the_old_database()
    {
        await world.Bash($"truncate -s 50000 {world.PathOf("dump/shop.dump")}");

        Assert.NotEqual(0, (await world.Run("restore-postgres.sh")).Code);
        Assert.Equal("7", await world.Sql("shop", Count));
    }

    [BackupFact]
    public async Task Database_missing_in_the_dump_or_on_the_server_is_skipped()
    {
        await world.Sql("postgres", "CREATE DATABASE blog");
        await world.Bash($"cp {world.PathOf("dump/shop.dump")} {world.PathOf("dump/moon.dump")}");

        var output = (await world.Run("restore-postgres.sh", ("DATABASES", "blog moon"))).Succeeded().Output;
        await world.Sql("postgres", "DROP DATABASE blog");

        Assert.Equal("blog: not in the dump, skipped\nmoon: not on this server, skipped\n", output);
    }

    [BackupFact]
    public async Task Owner_unknown_to_the_server_cannot_log_in()
    {
        await world.Bash($"echo stranger >>{world.PathOf("dump/shop.roles")}");

        (await world.Run("restore-postgres.sh")).Succeeded();

        Assert.Equal("f", await world.Sql("postgres", "SELECT rolcanlogin FROM pg_roles WHERE rolname = 'stranger'"));
    }

    [BackupFact]
    public async Task Restore_killed_at_any_step_keeps_a_database_and_may_run_again()
    {
        var folder = Directory.CreateDirectory(world.PathOf("killed")).FullName;
        var psql = $"env {string.Join(' ', world.Variables([]).Select(ScriptText.Quote))} psql -qXAt";
        Write("text", $"export {string.Join(' ', world.Variables([]).Select(ScriptText.Quote))}\n{ScriptText.Read("restore-postgres.sh")}");
        Write("stdin", "");
        Write("reset", $"{psql} postgres >/dev/null 2>&1 <<'SQL'\nDROP DATABASE IF EXISTS shop WITH (FORCE);\nDROP DATABASE IF EXISTS shop_before WITH (FORCE);\n"
            + "DROP DATABASE IF EXISTS shop_restore WITH (FORCE);\nCREATE DATABASE shop OWNER shop;\n\\c shop\nCREATE TABLE people AS SELECT generate_series(1, 7);\nSQL\n");
        Write("check", $"[[ $({psql} shop -c '{Count}') =~ ^(7|5000)$ ]]\n");
        Write("listing", $"{psql} shop -c '{Count}'; {psql} postgres -c 'SELECT datname FROM pg_database ORDER BY 1'");

        var outcome = await Shell.Run("bash", [Path.Combine(Stacks.Project.Folder, "Infra.Pulumi.Tests/Machines/killed.sh"), folder]);

        Assert.Matches("^[0-9]{2,} steps, 0 failed\n$", outcome.Output + outcome.Error);

        void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private Task<string> Databases() => world.Sql("postgres", "SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database WHERE NOT datistemplate");
}
