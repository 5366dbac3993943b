using Infra.Tests.Machines;

namespace Infra.Tests.Cluster;

[Collection("machines")]
[Trait("Kind", "machine")]
public sealed class K3sNodeTests(Hosts hosts) : IClassFixture<Hosts>
{
    // One line per start of k3s.
    private const string Starts = """journalctl -u k3s -o cat --since "$(cat /opt/began || echo 2000-01-01)" | grep -c '^Starting k3s.service'; true""";

    [MachineFact]
    public async Task First_server_becomes_Ready_and_prints_its_authority()
    {
        var (host, authority) = await hosts.Server();

        Assert.Matches("^[0-9a-f]{64}$", authority);
        Assert.Equal("active enabled", await host.Inside("echo $(systemctl is-active k3s) $(systemctl is-enabled k3s)"));
        Assert.Equal("600 600 600 600 700", await host.Inside(
            "cd /etc/rancher/k3s; echo $(stat -c %a k3s.yaml config.yaml config.yaml.d/* .)"));
    }

    [MachineFact]
    public async Task Unchanged_settings_cause_no_restart_even_after_a_reboot()
    {
        var (host, _) = await hosts.Server();
        await host.Reboot();
        var before = await host.Inside("systemctl show -p MainPID k3s");

        (await host.Run(Call.Node)).Succeeded();

        Assert.Equal(before, await host.Inside("systemctl show -p MainPID k3s"));
    }

    [MachineFact]
    public async Task Changed_setting_restarts_k3s_once_and_keeps_pods_running()
    {
        var (host, _) = await hosts.Server();
        var pod = await host.Inside("pgrep -f data/current/bin/containerd-shim");

        (await host.Run(Call.Node.With(("CONFIG", "tls-san:\n  - other.example.org")))).Succeeded();

        Assert.Equal("2", await host.Inside(Starts));
        Assert.Equal(pod, await host.Inside("pgrep -f data/current/bin/containerd-shim"));
    }

    [MachineFact]
    public async Task New_version_upgrades_with_one_restart()
    {
        var (host, authority) = await hosts.Server();
        (await host.Run(hosts.Releases.Install(Call.New))).Succeeded();

        var outcome = (await host.Run(Call.Node.With(("K3S_VERSION", Call.New)))).Succeeded();

        Assert.Equal($"{authority}\n", outcome.Output);
        Assert.Equal("2", await host.Inside(Starts));
        Assert.Contains($"Ready with k3s version {Call.New}", outcome.Error, StringComparison.Ordinal);
    }

    [MachineFact]
    public async Task Manifests_change_without_a_restart()
    {
        var (host, _) = await hosts.Server();

        (await host.Run(Call.Manifests)).Succeeded();
        (await host.Run(Call.Manifests.With(("MANIFESTS", "#file b.yaml\nkind: B\n---\nkind: C\n#file a.yaml\nkind: A")))).Succeeded();

        Assert.Equal("infra-a.yaml infra-b.yaml", await host.Inside("cd /var/lib/rancher/k3s/server/manifests; echo *"));
        Assert.Equal("1", await host.Inside(Starts));
    }

    [MachineFact]
    public async Task Different_token_is_refused_before_any_change()
    {
        var (host, _) = await hosts.Server();

        var outcome = await host.Run(Call.Node with { Stdin = "token=other\n" });

        Assert.Equal(
            "error: the join token differs from the cluster's (/var/lib/rancher/k3s/server/token); restore the old one, or rotate it "
            + "(docs/runbooks/k3s.md)", outcome.Refusal());
        Assert.Equal("1", await host.Inside(Starts));
    }

    [MachineFact]
    public async Task Failed_start_is_reported_with_the_log_after_the_time_limit()
    {
        var host = await hosts.Installed();
        await host.Inside("echo broken >/etc/standin");

        var refusal = (await host.Run(Call.Node.With(("WAIT_SECONDS", "2")))).Refusal();

        Assert.StartsWith("error: one is not Ready after 2 s (k3s.service is activating; k3s says: ", refusal, StringComparison.Ordinal);
        Assert.EndsWith("msg=\"something broke\"); see journalctl -u k3s on the host, then run again", refusal, StringComparison.Ordinal);
    }

    [MachineFact]
    public async Task Run_during_a_slow_start_waits_without_a_restart()
    {
        var host = await hosts.Installed();
        await host.Inside("echo slow >/etc/standin");

        Assert.Equal(1, (await host.Run(Call.Node.With(("WAIT_SECONDS", "2")))).Code);
        (await host.Run(Call.Node)).Succeeded();

        Assert.Equal("1", await host.Inside(Starts));
    }

    [MachineTheory]
    [InlineData("token", "line 1 of standard input is not KEY=value with a key of k3s-node.sh; correct the call")]
    [InlineData("", "the join token is missing (no token=... on standard input); correct the call")]
    public async Task Invalid_secrets_are_refused_without_being_shown(string stdin, string refusal)
    {
        var host = await hosts.Installed();

        Assert.Equal($"error: {refusal}", (await host.Run(Call.Node with { Stdin = stdin })).Refusal());
    }

    [MachineFact]
    public async Task Node_without_k3s_is_refused()
    {
        var host = await hosts.Fresh("one");

        Assert.Equal(
            "error: k3s is not installed as server here (no k3s.service); run k3s-install.sh first",
            (await host.Run(Call.Node)).Refusal());
    }

    [MachineFact]
    public async Task Full_disk_is_reported_and_k3s_keeps_running()
    {
        var (host, _) = await hosts.Server();
        await host.Inside("cd /etc/rancher/k3s && cp -a . /tmp/k3s && mount -t tmpfs -o size=28k tmpfs . && cp -a /tmp/k3s/. /etc/rancher/k3s/");

        var refusal = (await host.Run(Call.Node.With(("CONFIG", "# " + new string('x', 9000))))).Refusal();
        await host.Inside("umount -l /etc/rancher/k3s");

        Assert.Equal("error: cannot write /etc/rancher/k3s/config.yaml (0 free); free some space and run again", refusal);
        (await host.Run(Call.Node)).Succeeded();
        Assert.Equal("1", await host.Inside(Starts));
    }
}
