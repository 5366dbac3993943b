namespace Infra.Tests.Machines;

[Collection("machines")]
[Trait("Kind", "machine")]
public sealed class HostPreflightTests
{
    [MachineFact]
    public async Task Fit_host_passes_unchanged()
    {
        await using var vps = await Vps.Boot();
        var before = await vps.Listing();

        var outcome = await vps.Run(HostScript.Preflight);

        Assert.Equal(new Outcome(0, "", ""), outcome);
        Assert.Equal(before, await vps.Listing());
    }

    [MachineFact]
    public async Task All_problems_are_reported_at_once_with_their_fixes()
    {
        await using var vps = await Vps.Boot();
        await vps.Inside("mkdir -p /var/lib/rancher && mount -t tmpfs -o size=64m tmpfs /var/lib/rancher");
        await vps.Listen("tcp/22 tcp/443");

        var refused = (await vps.Run(HostScript.Preflight.With("MIN_CPUS", "999").With("MIN_MEMORY_MIB", "9999999")
            .With("CLOCK_URL", "http://198.18.7.1").With("REACH_URLS", "https://get.k3s.io"))).Refused();

        Assert.Collection(refused.Split('\n'),
            line => Assert.Matches("^error: the plan needs 999 CPUs \\(\\d+ found\\); use a larger host, or fewer services$", line),
            line => Assert.Matches("^error: the plan needs 9999999 MiB of memory \\(\\d+ found\\); use a larger host", line),
            line => Assert.Equal("error: the plan needs 1 GiB free for /var/lib/rancher (0 on /var/lib/rancher); "
                + "free some space, or mount a larger disk there", line),
            line => Assert.Matches("^error: port 443 is in use \\(python3,pid=\\d+\\), and k3s needs it; stop ", line),
            line => Assert.Equal("error: cannot compare the clock (http://198.18.7.1 sent no date); check that this host reaches it", line),
            line => Assert.Equal("error: cannot reach https://get.k3s.io (no answer within 10 seconds); "
                + "check DNS, routing and the provider's firewall", line));
    }

    [MachineTheory]
    [InlineData(0, "")]
    [InlineData(-20, "")]
    [InlineData(3600, "error: the clock is -3600 seconds off")]
    [InlineData(-3600, "error: the clock is 3600 seconds off")]
    public async Task Wrong_clock_is_detected_by_comparison_with_a_server(int ahead, string expected)
    {
        await using var vps = await Vps.Boot();
        using var server = new DateServer(TimeSpan.FromSeconds(ahead));

        var outcome = await vps.Run(HostScript.Preflight.With("CLOCK_URL", server.Url).With("REACH_URLS", server.Url));

        var told = System.Text.RegularExpressions.Regex.Replace(outcome.Error, "(360)[12]|(3)599", "3600");
        Assert.Equal(expected, told.Split(" (")[0]);
    }

    [MachineTheory]
    [InlineData("debian", "11", "error: this system is not supported (debian 11); install Debian 12 or later, or Ubuntu 22.04 or later")]
    [InlineData("ubuntu", "20.04", "error: this system is not supported (ubuntu 20.04); install Debian 12 or later, or Ubuntu 22.04 or later")]
    [InlineData("fedora", "43", "error: this system is not supported (fedora 43); install Debian 12 or later, or Ubuntu 22.04 or later")]
    [InlineData("debian", "13", "")]
    [InlineData("ubuntu", "22.04", "")]
    [InlineData("ubuntu", "24.04", "")]
    public async Task Only_supported_systems_pass(string id, string version, string expected)
    {
        await using var vps = await Vps.Boot();
        await vps.Inside($"rm /etc/os-release; printf 'ID={id}\\nVERSION_ID=\"{version}\"\\nPRETTY_NAME=\"{id} {version}\"\\n' > /etc/os-release");

        Assert.Equal(expected, (await vps.Run(HostScript.Preflight)).Error.TrimEnd());
    }

    [MachineFact]
    public async Task Second_run_accepts_k3s_on_its_own_ports()
    {
        await using var vps = await Vps.Boot();
        await vps.Put("/opt/listen.py", Lab.Text("listen.py"));
        await vps.Inside("cp /usr/bin/python3 /usr/local/bin/k3s-server && k3s-server /opt/listen.py tcp/6443 tcp/10250");

        (await vps.Run(HostScript.Preflight)).Succeeded();
    }

    [MachineFact]
    public async Task Other_firewall_is_refused()
    {
        await using var vps = await Vps.Boot();
        await vps.Put("/etc/systemd/system/firewalld.service", "[Service]\nExecStart=/bin/sleep infinity\n");
        await vps.Inside("systemctl daemon-reload && systemctl start firewalld");

        Assert.Equal("error: another firewall is active (firewalld); run systemctl disable --now firewalld",
            (await vps.Run(HostScript.Preflight)).Refused());
    }

    [MachineFact]
    public async Task User_without_sudo_is_refused_by_sudo()
    {
        await using var vps = await Vps.Boot();

        var outcome = await vps.Run(HostScript.Preflight, user: "nosudo");

        Assert.Equal(new Outcome(1, "", "sudo: a password is required\n"), outcome);
    }

    [MachineFact]
    public async Task Host_with_a_different_key_receives_nothing()
    {
        await using var vps = await Vps.Boot();
        vps.Pin("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGObP2DaYjwvhBmXopWLKz1rxuSMBNoc7rFpH8qbkFWl");

        var outcome = await vps.Run(HostScript.Limits);

        Assert.Equal(255, outcome.Code);
        Assert.Contains("Host key verification failed.", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("", await vps.Inside("ls /etc/sysctl.d/90-infra.conf 2>/dev/null || true"));
    }
}
