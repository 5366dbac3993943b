using System.Diagnostics;

namespace Infra.Tests.Machines;

/// <summary>A change that could lock everyone out stays only if a new connection confirms it.</summary>
[Collection("machines")]
[Trait("Kind", "machine")]
public sealed class HostGuardTests
{
    private static readonly HostScript Quick = HostScript.Firewall.With("ROLLBACK_SECONDS", "4");

    [MachineFact]
    public async Task Lockout_rule_is_rolled_back()
    {
        await using var vps = await Confirmed(HostScript.Firewall);
        var before = await vps.Listing();

        await vps.Run(Quick.With("SSH_ACCESS", "203.0.113.99"));
        var locked = await vps.Ssh("true");
        await vps.Becomes("", "infra-guard status");

        Assert.Equal(255, locked.Code);
        Assert.Equal(before, await Settled(vps));
        (await vps.Ssh("true")).Succeeded();
    }

    [MachineFact]
    public async Task Unconfirmed_first_change_is_rolled_back()
    {
        await using var vps = await Vps.Guarded();
        var before = await vps.Listing();

        (await vps.Run(HostScript.Ssh.With("ROLLBACK_SECONDS", "3"))).Succeeded();
        (await vps.Run(Quick)).Succeeded();
        await vps.Becomes("", "infra-guard status");

        Assert.Equal(before, await Settled(vps));
    }

    [MachineFact]
    public async Task Confirmed_change_outlasts_its_probation()
    {
        await using var vps = await Vps.Guarded();

        (await vps.Run(HostScript.Ssh.With("ROLLBACK_SECONDS", "3"))).Succeeded();
        (await vps.Run(Quick)).Succeeded();
        (await vps.Run(HostScript.Confirm)).Succeeded();
        var confirmed = await vps.Listing();
        await Task.Delay(TimeSpan.FromSeconds(5));

        Assert.Equal(confirmed, await vps.Listing());
        Assert.Contains("passwordauthentication no", confirmed, StringComparison.Ordinal);
        Assert.Contains("chain edge", confirmed, StringComparison.Ordinal);
        Assert.Equal("", await vps.Inside("systemctl list-units --all --no-legend 'infra-guard-*'"));
    }

    [MachineFact]
    public async Task Late_confirmation_fails_until_the_change_is_repeated()
    {
        await using var vps = await Vps.Guarded();
        await vps.Run(Quick.With("ROLLBACK_SECONDS", "1"));
        await vps.Becomes("", "infra-guard status");

        var late = (await vps.Run(HostScript.Confirm)).Refused();
        (await vps.Run(HostScript.Firewall)).Succeeded();
        (await vps.Run(HostScript.Confirm)).Succeeded();

        Assert.Matches("^error: the change of firewall was rolled back at .* because no new connection confirmed it in time; "
            + "check that this host is reachable under the new settings, then run the change again\n"
            + "error: the state of Pulumi still holds the change; to make it again run: pulumi up --replace '\\*\\*host-one-firewall-run'$", late);
        Assert.Contains("chain edge", await vps.Listing(), StringComparison.Ordinal);
    }

    [MachineFact]
    public async Task Old_settings_after_a_rollback_need_no_confirmation()
    {
        await using var vps = await Confirmed(HostScript.Firewall);
        await vps.Run(Quick.With("API_ACCESS", "none").With("ROLLBACK_SECONDS", "1"));
        await vps.Becomes("", "infra-guard status");

        Assert.Equal(new Outcome(0, "", ""), await vps.Run(HostScript.Firewall));
        Assert.Equal(new Outcome(0, "", ""), await vps.Run(HostScript.Confirm));
    }

    [MachineFact]
    public async Task Unchanged_settings_need_no_confirmation()
    {
        await using var vps = await Confirmed(HostScript.Ssh, HostScript.Firewall);

        Assert.Equal(new Outcome(0, "", ""), await vps.Run(HostScript.Ssh));
        Assert.Equal(new Outcome(0, "", ""), await vps.Run(HostScript.Firewall));
        Assert.Equal("", await vps.Inside("infra-guard status; systemctl list-units --all --no-legend 'infra-guard-*'"));
        Assert.Equal(new Outcome(0, "", ""), await vps.Run(HostScript.Confirm));
    }

    [MachineTheory]
    [InlineData("soft")]
    [InlineData("hard")]
    public async Task Reboot_before_the_confirmation_restores_the_old_settings(string how)
    {
        await using var vps = await Confirmed(HostScript.Firewall);
        var before = await vps.Listing();
        await vps.Run(HostScript.Ssh);
        await vps.Run(HostScript.Firewall.With("SSH_ACCESS", "none"));

        await vps.Reboot(how);

        Assert.Equal(before, await Settled(vps));
        Assert.Matches("^error: .* firewall was rolled back .*\nerror: .* ssh was rolled back", (await vps.Run(HostScript.Confirm)).Refused());
    }

    [MachineFact]
    public async Task Second_unconfirmed_change_rolls_back_to_the_confirmed_settings()
    {
        await using var vps = await Confirmed(HostScript.Firewall);
        var before = await vps.Listing();

        (await vps.Run(Quick.With("API_ACCESS", "none"))).Succeeded();
        (await vps.Run(Quick.With("API_ACCESS", "203.0.113.7"))).Succeeded();
        await vps.Becomes("", "infra-guard status");

        Assert.Equal(before, await Settled(vps));
    }

    [MachineFact]
    public async Task Second_change_has_its_own_probation()
    {
        await using var vps = await Vps.Guarded();

        (await vps.Run(Quick.With("ROLLBACK_SECONDS", "2"))).Succeeded();
        (await vps.Run(HostScript.Ssh)).Succeeded();
        await Task.Delay(TimeSpan.FromSeconds(3));

        Assert.Equal("on probation: changed.firewall changed.ssh", await vps.Inside("infra-guard status"));
        (await vps.Run(HostScript.Confirm)).Succeeded();
    }

    [MachineFact]
    public async Task Older_connection_cannot_confirm_a_change()
    {
        await using var vps = await Vps.Guarded();
        string[] shared = ["-o", "ControlMaster=auto", "-o", $"ControlPath=/tmp/{Guid.NewGuid():N}", "-o", "ControlPersist=20"];
        (await vps.Ssh("true", options: shared)).Succeeded();

        (await vps.Run(HostScript.Firewall)).Succeeded();
        var old = await vps.Ssh(HostScript.Confirm.Command, options: shared);

        Assert.Equal("error: this connection is older than the change; confirm over a new connection", old.Refused());
        (await vps.Run(HostScript.Confirm)).Succeeded();
    }

    [MachineFact]
    public async Task Change_that_cuts_its_own_connection_is_rolled_back()
    {
        await using var vps = await Vps.Guarded();
        var before = await vps.Listing();
        using var cut = new CancellationTokenSource(TimeSpan.FromMilliseconds(600));

        await vps.Run(Quick, cut: cut.Token);
        await vps.Becomes("", "sleep 1; infra-guard status");

        Assert.Equal(before, await Settled(vps));
    }

    [MachineFact]
    public async Task Hanging_change_does_not_block_the_rollback()
    {
        await using var vps = await Vps.Guarded();
        await vps.Run(Quick.With("SSH_ACCESS", "none"));
        await vps.Inside("setsid flock /run/infra-guard.lock sleep 60 >/dev/null 2>&1 &");
        var watch = Stopwatch.StartNew();

        await vps.Becomes("", "infra-guard status 2>/dev/null", seconds: 40);

        Assert.InRange(watch.Elapsed.TotalSeconds, 15, 40);
        (await vps.Ssh("true")).Succeeded();
    }

    // systemd refuses to start a unit six times in ten seconds, and a rollback is a start.
    [MachineFact]
    public async Task Many_changes_in_a_row_can_still_be_rolled_back()
    {
        await using var vps = await Confirmed(HostScript.Firewall);
        var before = await vps.Listing();
        await vps.Inside("for i in 1 2 3 4 5 6 7 8; do systemctl restart infra-firewall; done");

        (await vps.Run(Quick.With("API_ACCESS", "none").With("ROLLBACK_SECONDS", "1"))).Succeeded();
        await vps.Becomes("", "infra-guard status");

        Assert.Equal(before, await Settled(vps));
    }

    [MachineFact]
    public async Task Nothing_risky_is_changed_without_the_guard()
    {
        await using var vps = await Vps.Boot();

        foreach (var script in new[] { HostScript.Ssh, HostScript.Firewall, HostScript.Confirm })
        {
            Assert.Equal("error: the guard is not on this host (no /usr/local/sbin/infra-guard); run host-guard.sh first",
                (await vps.Run(script)).Refused());
        }
    }

    private static async Task<Vps> Confirmed(params HostScript[] changes)
    {
        var vps = await Vps.Guarded();
        foreach (var change in changes)
        {
            (await vps.Run(change)).Succeeded();
        }

        (await vps.Run(HostScript.Confirm)).Succeeded();
        return vps;
    }

    // The marks of a rollback make the next confirmation fail; everything else must be unchanged.
    private static async Task<string> Settled(Vps vps)
    {
        await vps.Becomes("0", "systemctl list-jobs --no-legend | grep -c . || true");
        return string.Join('\n', (await vps.Listing()).Split('\n').Where(line => !line.Contains("rolled-back", StringComparison.Ordinal)));
    }
}
