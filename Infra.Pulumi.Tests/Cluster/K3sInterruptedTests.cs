using Infra.Tests.Machines;

namespace Infra.Tests.Cluster;

/// <summary>Interrupted scripts run again and must reach the same end as an undisturbed run.</summary>
[Collection("machines")]
[Trait("Kind", "machine")]
public sealed class K3sInterruptedTests(Hosts hosts) : IClassFixture<Hosts>
{
    [MachineFact]
    public async Task Scripts_killed_at_any_step_reach_the_same_end_on_the_next_run()
    {
        const string Installed = "usr/local etc/systemd/system etc/sysctl.d";
        var killed = await Task.WhenAll(
            Kill(await hosts.Fresh("one"), hosts.Releases.Install(), before: ""),
            Kill(await hosts.Fresh("two"), Call.Node, before: Once("install", Installed)),
            Kill(await hosts.Fresh("three"), Call.Uninstall, before: Once("node", $"{Installed} etc/rancher var/lib/rancher")),
            Kill(await hosts.Fresh("four"), Call.Manifests, before: ""));

        Assert.All(killed, last => Assert.EndsWith(" steps, 0 failed", last, StringComparison.Ordinal));
    }

    [MachineFact]
    public async Task Next_run_recovers_from_a_cut_download()
    {
        var host = await hosts.Fresh("one");
        using var cut = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        await host.Run(hosts.Releases.Install(what: "slow"), cut.Token);
        var between = await host.Inside("ls -A /usr/local/bin");
        (await host.Run(hosts.Releases.Install())).Succeeded();

        Assert.DoesNotContain("k3s\n", between + "\n", StringComparison.Ordinal);
        Assert.Equal("crictl ctr k3s kubectl", await host.Inside("echo $(ls -A /usr/local/bin)"));
    }

    [MachineFact]
    public async Task Power_loss_before_the_configuration_starts_no_cluster()
    {
        var host = await hosts.Installed();

        await host.Reboot("hard");

        Assert.Equal("inactive", await host.Inside("systemctl is-active k3s || true"));
        (await host.Run(Call.Node)).Succeeded();
    }

    [MachineFact]
    public async Task Server_starts_again_after_a_power_loss_during_its_start()
    {
        var host = await hosts.Installed();
        using var cut = new CancellationTokenSource(TimeSpan.FromSeconds(1.5));
        await host.Run(Call.Node, cut.Token);

        await host.Reboot("hard");
        (await host.Run(Call.Node)).Succeeded();

        Assert.Equal("active", await host.Inside("systemctl is-active k3s"));
    }

    [MachineFact]
    public async Task Secrets_appear_in_no_process_and_no_readable_file()
    {
        var host = await hosts.Installed();
        var watch = await host.Watch("hush");

        (await host.Run(Call.Node)).Succeeded();
        (await host.Run(Call.Node.With(("CONFIG", "tls-san:\n  - other.example.org")))).Succeeded();

        Assert.Equal("", await watch());
        Assert.Equal("", await host.Inside("find / -xdev -path /proc -prune -o -type f -perm /044 -newer /opt/watch.py -print0 "
            + "| xargs -0 -r grep -ls hush- | while read -r file; do runuser -u nobody -- cat \"$file\" 2>/dev/null | grep -q hush- && echo \"$file\"; done; true"));
        Assert.Equal("", await host.Inside("journalctl -o cat | grep hush- || true"));
    }

    // Prepares the machine for the killed script; faster after the first time.
    private static string Once(string script, string files) => $"""
        if [[ ! -f /opt/before.tar ]]; then
            bash /opt/killed/install && [[ {script} == install ]] || bash /opt/killed/node < /opt/killed/secrets
            tar -C / -cf /opt/before.tar {files}
        fi >/opt/before.log 2>&1
        tar -C / -xf /opt/before.tar
        systemctl daemon-reload
        echo 1 > /proc/sys/net/ipv4/ip_forward
        [[ {script} == install ]] || systemctl restart k3s || tail -n 5 /opt/before.log <(journalctl -u k3s -o cat)
        """;

    private async Task<string> Kill(Vps host, Call call, string before)
    {
        await host.Put("/opt/killed/text", call.Command);
        await host.Put("/opt/killed/stdin", call.Stdin);
        await host.Put("/opt/killed/secrets", Call.Node.Stdin);
        await host.Put("/opt/killed/install", hosts.Releases.Install().Command);
        await host.Put("/opt/killed/node", Call.Node.Command);
        await host.Put("/opt/killed/reset", $"{Hosts.Text("reset.sh")}\n{before}\n");
        await host.Put("/opt/killed/listing", Hosts.Text("listing.sh"));
        await host.Put("/opt/killed.sh", Lab.Text("killed.sh"));
        return await host.Inside("bash /opt/killed.sh /opt/killed writes 2>&1; true");
    }
}
