namespace Infra.Tests.Machines;

[Collection("machines")]
[Trait("Kind", "machine")]
public sealed class HostPreparationTests
{
    [MachineFact]
    public async Task Second_run_of_all_scripts_changes_nothing()
    {
        await using var vps = await Vps.Guarded();
        HostScript[] all = [HostScript.Packages, HostScript.Limits, HostScript.Updates, HostScript.Guard];
        await Run(vps, all);
        const string touched = "find / -xdev -newer /run/before -type f ! -path '/var/log/*' ! -path '/var/tmp/*' ! -path '/tmp/*'; "
            + "systemctl show -P ActiveEnterTimestampMonotonic systemd-journald ssh systemd-timesyncd | sort";
        var before = await vps.Inside($"touch -d '+1 hour' /run/before; {touched}");

        await vps.Inside("touch /run/before");
        await Run(vps, all);

        Assert.Equal(before, await vps.Inside(touched));
    }

    [MachineTheory]
    [InlineData("04:30", "Automatic-Reboot \"true\"|Automatic-Reboot-WithUsers \"true\"|Automatic-Reboot-Time \"04:30\"")]
    [InlineData("never", "Automatic-Reboot \"false\"|Automatic-Reboot-WithUsers \"true\"|Automatic-Reboot-Time \"now\"")]
    public async Task Only_security_updates_are_automatic_and_reboots_wait_for_the_window(string time, string expected)
    {
        await using var vps = await Vps.Boot();

        (await vps.Run(HostScript.Updates.With("REBOOT_TIME", time))).Succeeded();

        var known = await vps.Inside("apt-config dump | grep -E '^Unattended-Upgrade::(Auto|Origins|Allowed)|^APT::Periodic::(Un|Up)'");
        Assert.All(expected.Split('|'), line => Assert.Contains($"Unattended-Upgrade::{line};", known, StringComparison.Ordinal));
        Assert.All(known.Split('\n').Where(line => line.Contains("origin=", StringComparison.Ordinal)),
            line => Assert.Contains("security", line, StringComparison.Ordinal));
        Assert.Contains("APT::Periodic::Unattended-Upgrade \"1\";", known, StringComparison.Ordinal);
        Assert.Equal("enabled\nenabled", await vps.Inside("systemctl is-enabled apt-daily.timer apt-daily-upgrade.timer"));
    }

    [MachineFact]
    public async Task Invalid_parameters_are_refused()
    {
        await using var vps = await Vps.Boot();

        Assert.Equal("error: REBOOT_TIME is not a time of day (25:00); write it like 04:30, or never",
            (await vps.Run(HostScript.Updates.With("REBOOT_TIME", "25:00"))).Refused());
        Assert.Equal("error: JOURNAL_MAX_MIB is not a number (much); write a number of MiB, like 500",
            (await vps.Run(HostScript.Limits.With("JOURNAL_MAX_MIB", "much"))).Refused());
    }

    [MachineFact]
    public async Task Limits_apply_immediately_and_after_a_reboot()
    {
        await using var vps = await Vps.Boot();
        const string ask = "sysctl -n net.core.somaxconn net.ipv4.conf.all.rp_filter net.ipv4.conf.all.accept_redirects | paste -sd ' '; "
            + "systemctl is-enabled systemd-timesyncd; ls -d /var/log/journal";
        await vps.Inside("sysctl -qw net.core.somaxconn=128");

        (await vps.Run(HostScript.Limits)).Succeeded();
        var now = await vps.Inside(ask);
        await vps.Reboot();

        Assert.Equal("4096 2 0\nenabled\n/var/log/journal", now);
        Assert.Equal(now, await vps.Inside(ask));
    }

    [MachineFact]
    public async Task Installed_packages_need_no_network_and_missing_ones_are_named()
    {
        await using var vps = await Vps.Boot();

        var there = await vps.Run(HostScript.Packages);
        var missing = await vps.Run(HostScript.Packages.With("PACKAGES", "nftables chrony infra-probe"));

        Assert.Equal(new Outcome(0, "", ""), there);
        Assert.Equal(1, missing.Code);
        Assert.EndsWith("error: cannot install packages (chrony infra-probe); see apt's message above, and check that this host reaches its "
            + "package sources (grep -r . /etc/apt/sources.list*)\n", missing.Error, StringComparison.Ordinal);
    }

    [MachineFact]
    public async Task Half_installed_package_is_completed_first()
    {
        await using var vps = await Vps.Boot();
        await vps.Inside("cp /opt/packages/infra-probe.deb /root && dpkg --unpack /root/infra-probe.deb && rm -f /var/tmp/probe-configured");

        (await vps.Run(HostScript.Packages.With("PACKAGES", "infra-probe"))).Succeeded();

        Assert.Equal("/var/tmp/probe-configured", await vps.Inside("dpkg --audit; ls /var/tmp/probe-configured"));
    }

    private static async Task Run(Vps vps, HostScript[] scripts)
    {
        foreach (var script in scripts)
        {
            (await vps.Run(script)).Succeeded();
        }
    }
}
