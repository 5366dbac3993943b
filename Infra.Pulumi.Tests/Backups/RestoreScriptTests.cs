using System.Runtime.Versioning;
using Infra.Bricks;
using Infra.Tests.Machines;

namespace Infra.Tests.Backups;

/// <summary>The restore of databases over those that are there, on a real PostgreSQL.</summary>
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
    public async Task A_database_is_as_it_was_dumped_and_belongs_to_whom_it_belonged()
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
    public async Task Who_is_connected_does_not_hold_it_up()
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
    public async Task Sql_that_comes_after_runs_before_anybody_sees_the_data()
    {
        await File.WriteAllTextAsync(world.PathOf("after/shop.sql"), "UPDATE people SET name = 'nobody';");

        (await world.Run("restore-postgres.sh")).Succeeded();
        File.Delete(world.PathOf("after/shop.sql"));

        Assert.Equal("nobody", await world.Sql("shop", "SELECT DISTINCT name FROM people"));
    }

    [BackupFact]
    public async Task Sql_that_fails_leaves_what_was_there()
    {
        await File.WriteAllTextAsync(world.PathOf("after/shop.sql"), "UPDATE nowhere SET name = 'nobody';");

        var restore = await world.Run("restore-postgres.sh");
        File.Delete(world.PathOf("after/shop.sql"));

        Assert.NotEqual(0, restore.Code);
        Assert.Equal("7", await world.Sql("shop", Count));
    }

    [BackupFact]
    public async Task A_damaged_dump_leaves_what_was_there()
    {
        await world.Bash($"truncate -s 50000 {world.PathOf("dump/shop.dump")}");

        Assert.NotEqual(0, (await world.Run("restore-postgres.sh")).Code);
        Assert.Equal("7", await world.Sql("shop", Count));
    }

    [BackupFact]
    public async Task What_the_dump_or_the_server_does_not_have_is_left_alone()
    {
        await world.Sql("postgres", "CREATE DATABASE blog");
        await world.Bash($"cp {world.PathOf("dump/shop.dump")} {world.PathOf("dump/moon.dump")}");

        var output = (await world.Run("restore-postgres.sh", ("DATABASES", "blog moon"))).Succeeded().Output;
        await world.Sql("postgres", "DROP DATABASE blog");

        Assert.Equal("blog: is not in the dump, left alone\nmoon: is not here, left alone\n", output);
    }

    [BackupFact]
    public async Task An_owner_whom_only_the_source_knows_may_not_sign_in()
    {
        await world.Bash($"echo stranger >>{world.PathOf("dump/shop.roles")}");

        (await world.Run("restore-postgres.sh")).Succeeded();

        Assert.Equal("f", await world.Sql("postgres", "SELECT rolcanlogin FROM pg_roles WHERE rolname = 'stranger'"));
    }

    [BackupFact]
    public async Task Killed_at_any_step_the_old_or_the_new_is_there_and_the_next_run_ends_well()
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
