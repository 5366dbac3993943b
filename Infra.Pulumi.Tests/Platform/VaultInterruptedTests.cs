using Infra.Settings;
using Infra.Tests.Platform.Vaults;
using Infra.Tests.Settings;

namespace Infra.Tests.Platform;

/// <summary>A setup that dies at any of its requests, before or after it took effect, and runs again.</summary>
[Trait("Kind", "machine")] // needs none, but a hundred runs take their time
public sealed class VaultInterruptedTests
{
    private static readonly PlatformSettings Settings = AnyStack.Settings;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_it_dies_the_next_run_ends_where_an_undisturbed_one_does(bool after)
    {
        using var undisturbed = new VaultWorld();
        (await undisturbed.Setup(Settings)).Succeeded();

        foreach (var at in Enumerable.Range(1, undisturbed.Requests))
        {
            await DiesAt(at, after, undisturbed.Result());
        }
    }

    [Theory]
    [InlineData("sys/init", true)]
    [InlineData("auth/token/revoke-self", true)]
    public async Task The_two_answers_that_matter_most_may_be_lost(string path, bool after)
    {
        using var undisturbed = new VaultWorld();
        (await undisturbed.Setup(Settings)).Succeeded();

        await DiesAt(undisturbed.IndexOf(path), after, undisturbed.Result());
    }

    private static async Task DiesAt(int request, bool after, string expected)
    {
        using var world = new VaultWorld { Cut = (request, after) };
        var first = await world.Setup(Settings);
        world.Cut = null;

        var second = await world.Setup(Settings);

        Assert.True(second.Code == 0 && world.Result() == expected, $"cut at {request}: {first.Error}\n{second.Error}\n{world.Result()}");
    }
}
