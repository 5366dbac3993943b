using Infra.Bricks;
using Infra.Settings;
using Infra.Tests.Machines;
using Infra.Tests.Platform.Casdoors;

namespace Infra.Tests.Platform;

/// <summary>The job that creates the people in Casdoor, run against a model of Casdoor.</summary>
public sealed class CasdoorPeopleTests
{
    private const string Ours = "oursForTheAdministrator";

    [Fact]
    public async Task Default_password_is_replaced_and_members_can_sign_in()
    {
        var casdoor = new CasdoorModel();

        var outcome = await Run(casdoor);

        outcome.Succeeded();
        Assert.Equal(Ours, casdoor.PasswordOf("built-in/admin"));
        Assert.Equal(["firstOfAnn", "firstOfBob"], new[] { "platform/ann-example-com", "platform/bob" }.Select(casdoor.PasswordOf));
        Assert.Equal("ann@example.com", $"{casdoor.Users["platform/ann-example-com"]["email"]}");
    }

    [Fact]
    public async Task Existing_member_stays_unchanged()
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
    public async Task Foreign_administrator_password_is_refused()
    {
        var casdoor = new CasdoorModel();
        casdoor.Users["built-in/admin"]["password"] = "somebody else's";

        var outcome = await Run(casdoor);

        Assert.Equal("error: the administrator's account accepts neither our password nor the default one; see docs/runbooks/casdoor.md", outcome.Refused());
        Assert.Equal(["built-in/admin"], casdoor.Users.Keys);
    }

    [Fact]
    public async Task No_password_is_in_a_URL()
    {
        using var standIn = new StandIn(new CasdoorModel().Answer);

        (await Run(standIn)).Succeeded();

        Assert.DoesNotContain(standIn.Requests, request => request.Contains("ours", StringComparison.Ordinal) || request.Contains("first", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Next_run_recovers_from_a_lost_answer_to_the_password_change()
    {
        var casdoor = new CasdoorModel();
        using var standIn = new StandIn(casdoor.Answer) { Cut = (4, true) };
        Assert.NotEqual(0, (await Run(standIn)).Code);
        Assert.EndsWith("/api/set-password", standIn.Requests[^1], StringComparison.Ordinal);

        (await Run(standIn)).Succeeded();

        Assert.Equal((3, Ours), (casdoor.Users.Count, casdoor.PasswordOf("built-in/admin")));
    }

    [Theory]
    [Trait("Kind", "machine")] // needs no machine, but thirty runs are slow
    [InlineData(false)]
    [InlineData(true)]
    public async Task Interrupted_run_reaches_the_same_end_on_the_next_run(bool after)
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
    public void Names_are_valid_in_Casdoor(string email, string name) => Assert.Equal(name, SsoSettings.NameOf(email));

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
