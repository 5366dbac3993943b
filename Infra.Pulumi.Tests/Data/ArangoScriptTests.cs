using Infra.Bricks;
using Infra.Tests.Machines;

namespace Infra.Tests.Data;

/// <summary>The job that creates a database in ArangoDB, run against a model of ArangoDB.</summary>
public sealed class ArangoScriptTests
{
    [Fact]
    public async Task Consumer_gets_a_database_and_a_user_limited_to_it()
    {
        var arango = new ArangoModel();

        (await Run(arango, "first")).Succeeded();

        Assert.Equal(("_system,shop", "first"), (string.Join(',', arango.Databases), arango.Passwords["shop"]));
        Assert.Equal([KeyValuePair.Create("shop shop", "rw")], arango.Grants);
    }

    [Fact]
    public async Task Next_run_sets_a_changed_password()
    {
        var arango = new ArangoModel();
        await Run(arango, "first");

        (await Run(arango, "second")).Succeeded();

        Assert.Equal("second", arango.Passwords["shop"]);
    }

    [Fact]
    public async Task Refusal_fails_the_job_and_shows_the_answer()
    {
        var arango = new ArangoModel { Passwords = { ["root"] = "another" } };

        Assert.StartsWith("error: ArangoDB answered 401: {\"error\":true", (await Run(arango, "first")).Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Interrupted_run_reaches_the_same_end_on_the_next_run(bool after)
    {
        foreach (var at in Enumerable.Range(1, 3))
        {
            var arango = new ArangoModel();
            using var standIn = new StandIn(arango.Answer) { Cut = (at, after) };
            Assert.NotEqual(0, (await Run(standIn, "first")).Code);
            (await Run(standIn, "first")).Succeeded();

            Assert.Equal(("first", "rw"), (arango.Passwords["shop"], arango.Grants["shop shop"]));
        }
    }

    private static async Task<Outcome> Run(ArangoModel arango, string password)
    {
        using var standIn = new StandIn(arango.Answer);
        return await Run(standIn, password);
    }

    private static Task<Outcome> Run(StandIn standIn, string password) => Shell.Run("env",
    [
        $"ARANGODB_URL={standIn.Url}", "ARANGODB_USER=root", $"ARANGODB_PASSWORD={ArangoModel.RootPassword}", "CONSUMER=shop", $"CONSUMER_PASSWORD={password}",
        "sh", "-c", ScriptText.Read("arangodb-database.sh"),
    ]);
}
