namespace Infra.Tests.Machines;

/// <summary>Interrupted scripts run again and must reach the same end as an undisturbed run.</summary>
[Collection("machines")]
[Trait("Kind", "machine")]
public sealed class HostInterruptedTests
{
    private static readonly HostScript Packages = HostScript.Packages.With("PACKAGES", "infra-probe");

    [MachineFact]
    public async Task Scripts_killed_at_any_step_reach_the_same_end_on_the_next_run()
    {
        var killed = await Task.WhenAll(
            Kill(HostScript.Guard), Kill(HostScript.Limits), Kill(HostScript.Updates), Kill(Packages),
            Kill(HostScript.Ssh, guarded: true), Kill(HostScript.Firewall, guarded: true));

        Assert.All(killed, last => Assert.EndsWith(" steps, 0 failed", last, StringComparison.Ordinal));
    }

    [MachineTheory]
    [InlineData(200, false)]
    [InlineData(500, false)]
    [InlineData(300, true)]
    [InlineData(600, true)]
    public async Task Preparation_recovers_from_a_cut_connection_or_a_reboot(int milliseconds, bool reboot)
    {
        await using var vps = await Vps.Boot();

        foreach (var script in Preparation)
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(milliseconds));
            var running = vps.Run(script, cut: soon.Token);
            await (reboot && script == HostScript.Firewall ? Task.WhenAll(running, RebootIn(vps, milliseconds)) : running);
        }

        await Prepare(vps);
        Assert.Equal(await Undisturbed.Value, await vps.Listing());
    }

    [MachineFact]
    public async Task Full_disk_is_reported_and_the_old_file_stays()
    {
        await using var vps = await Vps.Boot();
        (await vps.Run(HostScript.Limits)).Succeeded();
        await vps.Inside("mount -t tmpfs -o size=4k tmpfs /mnt && cp /etc/systemd/journald.conf.d/infra.conf /mnt "
            + "&& mount --bind /mnt /etc/systemd/journald.conf.d");

        var full = await vps.Run(HostScript.Limits.With("JOURNAL_MAX_MIB", "700"));

        Assert.Equal(1, full.Code);
        Assert.EndsWith("error: cannot write /etc/systemd/journald.conf.d/infra.conf (0 free); free some space and run again\n", full.Error, StringComparison.Ordinal);
        Assert.Contains("=500M", await vps.Inside("cat /etc/systemd/journald.conf.d/infra.conf"), StringComparison.Ordinal);
    }

    [MachineFact]
    public async Task Full_disk_leaves_the_firewall_unchanged()
    {
        await using var vps = await Vps.Guarded();
        await vps.Inside("mkdir /etc/infra && mount -t tmpfs -o size=4k tmpfs /etc/infra && head -c 4096 /dev/zero > /etc/infra/full");

        var full = await vps.Run(HostScript.Firewall);

        Assert.EndsWith("error: cannot write /etc/infra/firewall.nft (0 free); free some space and run again\n", full.Error, StringComparison.Ordinal);
        Assert.Equal("", await vps.Inside("nft list tables; infra-guard status"));
    }

    private static readonly HostScript[] Preparation =
        [Packages, HostScript.Guard, HostScript.Limits, HostScript.Updates, HostScript.Ssh, HostScript.Firewall, HostScript.Confirm];

    private static readonly Lazy<Task<string>> Undisturbed = new(async () =>
    {
        await using var vps = await Vps.Boot();
        await Prepare(vps);
        return await vps.Listing();
    });

    private static async Task Prepare(Vps vps)
    {
        foreach (var script in Preparation)
        {
            (await vps.Run(script)).Succeeded();
        }
    }

    private static async Task RebootIn(Vps vps, int milliseconds)
    {
        await Task.Delay(milliseconds);
        await vps.Reboot("hard");
    }

    private static async Task<string> Kill(HostScript script, bool guarded = false)
    {
        await using var vps = guarded ? await Vps.Guarded() : await Vps.Boot();
        await vps.Put("/opt/killed/text", script.Command);
        await vps.Put("/opt/killed/stdin", script.Stdin);
        await vps.Put("/opt/killed/listing", Lab.Text("host-listing.sh"));
        await vps.Put("/opt/killed/reset", Lab.Text(guarded ? "host-reset-guarded.sh" : "host-reset.sh"));
        await vps.Put(guarded ? "/opt/killed/check" : "/opt/no-check", Lab.Text("host-check-guarded.sh"));
        await vps.Put("/opt/killed.sh", Lab.Text("killed.sh"));
        return await vps.Inside("bash /opt/killed.sh /opt/killed writes 2>&1 || true");
    }
}
