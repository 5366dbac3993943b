using Infra.Settings;
using Infra.Tests.Platform.Vaults;
using Infra.Tests.Settings;

namespace Infra.Tests.Platform;

/// <summary>A setup that is interrupted at any of its requests, before or after its effect, and runs again.</summary>
[Trait("Kind", "machine")] // needs no machine, but a hundred runs are slow
public sealed class VaultInterruptedTests
{
    private static readonly PlatformSettings Settings = AnyStack.Settings;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Interrupted_run_reaches_the_same_end_on_the_next_run(bool after)
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
    public async Task Lost_answers_to_critical_requests_are_recovered(string path, bool after)
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
