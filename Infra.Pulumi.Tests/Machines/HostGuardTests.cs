using System.Diagnostics;

namespace Infra.Tests.Machines;

/// <summary>Changes that could lock everybody out stay only if somebody comes in under them.</summary>
[Collection("machines")]
[Trait("Kind", "machine")]
public sealed class HostGuardTests
{
    private static readonly HostScript Quick = HostScript.Firewall.With("ROLLBACK_SECONDS", "4");

    [MachineFact]
    public async Task A_rule_that_locks_everybody_out_takes_itself_back()
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
    public async Task A_first_change_that_nobody_confirms_leaves_a_host_as_it_was()
    {
        await using var vps = await Vps.Guarded();
        var before = await vps.Listing();

        (await vps.Run(HostScript.Ssh.With("ROLLBACK_SECONDS", "3"))).Succeeded();
        (await vps.Run(Quick)).Succeeded();
        await vps.Becomes("", "infra-guard status");

        Assert.Equal(before, await Settled(vps));
    }

    [MachineFact]
    public async Task A_change_that_is_confirmed_stays_beyond_its_time()
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
    public async Task A_confirmation_that_comes_too_late_fails_until_the_change_is_made_again()
    {
        await using var vps = await Vps.Guarded();
        await vps.Run(Quick.With("ROLLBACK_SECONDS", "1"));
        await vps.Becomes("", "infra-guard status");

        var late = (await vps.Run(HostScript.Confirm)).Refused();
        (await vps.Run(HostScript.Firewall)).Succeeded();
        (await vps.Run(HostScript.Confirm)).Succeeded();

        Assert.Matches("^error: the change of firewall was taken back at .* because no new connection confirmed it in time; "
            + "see that this host can be reached under the new settings, then run the change again\n"
            + "error: the program that made the change believes that it stands; to make it again run: pulumi up --replace '\\*\\*host-one-firewall-run'$", late);
        Assert.Contains("chain edge", await vps.Listing(), StringComparison.Ordinal);
    }

    [MachineFact]
    public async Task Going_back_to_the_old_settings_after_a_rollback_needs_no_confirmation()
    {
        await using var vps = await Confirmed(HostScript.Firewall);
        await vps.Run(Quick.With("API_ACCESS", "none").With("ROLLBACK_SECONDS", "1"));
        await vps.Becomes("", "infra-guard status");

        Assert.Equal(new Outcome(0, "", ""), await vps.Run(HostScript.Firewall));
        Assert.Equal(new Outcome(0, "", ""), await vps.Run(HostScript.Confirm));
    }

    [MachineFact]
    public async Task Nothing_changed_means_nothing_armed_and_nothing_to_confirm()
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
    public async Task A_reboot_before_the_confirmation_brings_the_old_settings_back(string how)
    {
        await using var vps = await Confirmed(HostScript.Firewall);
        var before = await vps.Listing();
        await vps.Run(HostScript.Ssh);
        await vps.Run(HostScript.Firewall.With("SSH_ACCESS", "none"));

        await vps.Reboot(how);

        Assert.Equal(before, await Settled(vps));
        Assert.Matches("^error: .* firewall was taken back .*\nerror: .* ssh was taken back", (await vps.Run(HostScript.Confirm)).Refused());
    }

    [MachineFact]
    public async Task A_second_change_on_probation_goes_back_to_what_was_confirmed_and_not_to_the_first()
    {
        await using var vps = await Confirmed(HostScript.Firewall);
        var before = await vps.Listing();

        (await vps.Run(Quick.With("API_ACCESS", "none"))).Succeeded();
        (await vps.Run(Quick.With("API_ACCESS", "203.0.113.7"))).Succeeded();
        await vps.Becomes("", "infra-guard status");

        Assert.Equal(before, await Settled(vps));
    }

    [MachineFact]
    public async Task A_second_change_has_its_own_time()
    {
        await using var vps = await Vps.Guarded();

        (await vps.Run(Quick.With("ROLLBACK_SECONDS", "2"))).Succeeded();
        (await vps.Run(HostScript.Ssh)).Succeeded();
        await Task.Delay(TimeSpan.FromSeconds(3));

        Assert.Equal("on probation: changed.firewall changed.ssh", await vps.Inside("infra-guard status"));
        (await vps.Run(HostScript.Confirm)).Succeeded();
    }

    [MachineFact]
    public async Task A_connection_older_than_the_change_cannot_confirm_it()
    {
        await using var vps = await Vps.Guarded();
        string[] shared = ["-o", "ControlMaster=auto", "-o", $"ControlPath=/tmp/{Guid.NewGuid():N}", "-o", "ControlPersist=20"];
        (await vps.Ssh("true", options: shared)).Succeeded();

        (await vps.Run(HostScript.Firewall)).Succeeded();
        var old = await vps.Ssh(HostScript.Confirm.Command, options: shared);

        Assert.Equal("error: this connection is older than the change and proves nothing; confirm over a new connection", old.Refused());
        (await vps.Run(HostScript.Confirm)).Succeeded();
    }

    [MachineFact]
    public async Task A_change_whose_own_connection_it_cuts_is_taken_back_all_the_same()
    {
        await using var vps = await Vps.Guarded();
        var before = await vps.Listing();
        using var cut = new CancellationTokenSource(TimeSpan.FromMilliseconds(600));

        await vps.Run(Quick, cut: cut.Token);
        await vps.Becomes("", "sleep 1; infra-guard status");

        Assert.Equal(before, await Settled(vps));
    }

    [MachineFact]
    public async Task A_change_that_hangs_does_not_keep_the_way_back_closed()
    {
        await using var vps = await Vps.Guarded();
        await vps.Run(Quick.With("SSH_ACCESS", "none"));
        await vps.Inside("setsid flock /run/infra-guard.lock sleep 60 >/dev/null 2>&1 &");
        var watch = Stopwatch.StartNew();

        await vps.Becomes("", "infra-guard status 2>/dev/null", seconds: 40);

        Assert.InRange(watch.Elapsed.TotalSeconds, 15, 40);
        (await vps.Ssh("true")).Succeeded();
    }

    // systemd refuses to start a unit six times in ten seconds, and the way back is a start.
    [MachineFact]
    public async Task Many_changes_in_a_row_still_find_the_way_back()
    {
        await using var vps = await Confirmed(HostScript.Firewall);
        var before = await vps.Listing();
        await vps.Inside("for i in 1 2 3 4 5 6 7 8; do systemctl restart infra-firewall; done");

        (await vps.Run(Quick.With("API_ACCESS", "none").With("ROLLBACK_SECONDS", "1"))).Succeeded();
        await vps.Becomes("", "infra-guard status");

        Assert.Equal(before, await Settled(vps));
    }

    [MachineFact]
    public async Task Without_the_guard_nothing_that_could_lock_out_is_changed()
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

    // The marks of a rollback are what the next confirmation fails by; all else must be as before.
    private static async Task<string> Settled(Vps vps)
    {
        await vps.Becomes("0", "systemctl list-jobs --no-legend | grep -c . || true");
        return string.Join('\n', (await vps.Listing()).Split('\n').Where(line => !line.Contains("rolled-back", StringComparison.Ordinal)));
    }
}
