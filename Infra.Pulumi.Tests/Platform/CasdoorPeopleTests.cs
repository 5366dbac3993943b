using Infra.Bricks;
using Infra.Settings;
using Infra.Tests.Machines;
using Infra.Tests.Platform.Casdoors;

namespace Infra.Tests.Platform;

/// <summary>The job that lets people into Casdoor, run against something that behaves as Casdoor does.</summary>
public sealed class CasdoorPeopleTests
{
    private const string Ours = "oursForTheAdministrator";

    [Fact]
    public async Task The_password_that_everybody_knows_is_gone_and_members_may_come_in()
    {
        var casdoor = new CasdoorModel();

        var outcome = await Run(casdoor);

        outcome.Succeeded();
        Assert.Equal(Ours, casdoor.PasswordOf("built-in/admin"));
        Assert.Equal(["firstOfAnn", "firstOfBob"], new[] { "platform/ann-example-com", "platform/bob" }.Select(casdoor.PasswordOf));
        Assert.Equal("ann@example.com", $"{casdoor.Users["platform/ann-example-com"]["email"]}");
    }

    [Fact]
    public async Task Whoever_is_there_stays_as_he_is()
    {
        var casdoor = new CasdoorModel();
        await Run(casdoor);
        casdoor.Users["platform/bob"]["password"] = "changed by bob himself";

        var outcome = await Run(casdoor);

        outcome.Succeeded();
        Assert.Equal("changed by bob himself", casdoor.PasswordOf("platform/bob"));
        Assert.Equal(3, casdoor.Users.Count);
    }

    [Fact]
    public async Task A_password_that_somebody_else_set_is_left_alone()
    {
        var casdoor = new CasdoorModel();
        casdoor.Users["built-in/admin"]["password"] = "somebody else's";

        var outcome = await Run(casdoor);

        Assert.Equal("casdoor: neither our password nor the first one opens the administrator's account; docs/runbooks/casdoor.md", outcome.Refused());
        Assert.Equal(["built-in/admin"], casdoor.Users.Keys);
    }

    [Fact]
    public async Task No_password_is_in_an_address()
    {
        using var standIn = new StandIn(new CasdoorModel().Answer);

        (await Run(standIn)).Succeeded();

        Assert.DoesNotContain(standIn.Requests, request => request.Contains("ours", StringComparison.Ordinal) || request.Contains("first", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_of_password_whose_answer_is_lost_is_known_to_the_next_run()
    {
        var casdoor = new CasdoorModel();
        using var standIn = new StandIn(casdoor.Answer) { Cut = (4, true) };
        Assert.NotEqual(0, (await Run(standIn)).Code);
        Assert.EndsWith("/api/set-password", standIn.Requests[^1], StringComparison.Ordinal);

        (await Run(standIn)).Succeeded();

        Assert.Equal((3, Ours), (casdoor.Users.Count, casdoor.PasswordOf("built-in/admin")));
    }

    [Theory]
    [Trait("Kind", "machine")] // needs none, but thirty runs take their time
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_it_dies_the_next_run_ends_where_an_undisturbed_one_does(bool after)
    {
        using var undisturbed = new StandIn(new CasdoorModel().Answer);
        (await Run(undisturbed)).Succeeded();

        foreach (var at in Enumerable.Range(1, undisturbed.Requests.Count))
        {
            var casdoor = new CasdoorModel();
            using var standIn = new StandIn(casdoor.Answer) { Cut = (at, after) };
            await Run(standIn);
            (await Run(standIn)).Succeeded();

            Assert.Equal((3, Ours, "firstOfBob"), (casdoor.Users.Count, casdoor.PasswordOf("built-in/admin"), casdoor.PasswordOf("platform/bob")));
        }
    }

    [Theory]
    [InlineData("ops@example.com", "ops-example-com")]
    [InlineData("Jo._.Doe+x@example.com", "jo-doe-x-example-com")]
    [InlineData("_jo_@example.com", "jo-example-com")]
    public void A_name_is_one_that_Casdoor_takes(string email, string name) => Assert.Equal(name, SsoSettings.NameOf(email));

    private static async Task<Outcome> Run(CasdoorModel casdoor)
    {
        using var standIn = new StandIn(casdoor.Answer);
        return await Run(standIn);
    }

    private static Task<Outcome> Run(StandIn standIn) => Shell.Run("env",
    [
        $"CASDOOR_URL={standIn.Url}", "PAUSE=0", "MEMBERS=ann-example-com ann@example.com\nbob bob@example.com",
        $"PASSWORD_administrator={Ours}", "PASSWORD_ann_example_com=firstOfAnn", "PASSWORD_bob=firstOfBob",
        "sh", "-c", ScriptText.Read("casdoor-people.sh"),
    ]);
}
