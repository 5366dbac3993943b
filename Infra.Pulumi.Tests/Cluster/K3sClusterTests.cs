using Infra.Tests.Machines;

namespace Infra.Tests.Cluster;

[Collection("machines")]
[Trait("Kind", "machine")]
public sealed class K3sClusterTests(Hosts hosts) : IClassFixture<Hosts>
{
    private const string Kubectl = "kubectl --kubeconfig /etc/rancher/k3s/k3s.yaml";

    [MachineFact]
    public async Task Three_servers_and_an_agent_form_a_cluster_and_a_node_can_leave()
    {
        var (one, authority) = await hosts.Server();
        (Vps Host, Call Join)[] others =
        [
            await hosts.Joining("two", "server", one, authority),
            await hosts.Joining("three", "server", one, authority),
            await hosts.Joining("four", "agent", one, authority),
        ];

        var joined = await Task.WhenAll(others.Select(other => other.Host.Run(other.Join)));
        Assert.Equal([$"{authority}\n", $"{authority}\n", ""], joined.Select(outcome => outcome.Succeeded().Output));
        Assert.Equal("node/four node/one node/three node/two", await Nodes(others[1].Host));

        (await one.Run(Call.RemoveNode)).Succeeded();
        Assert.Equal("node/four node/one node/three", await Nodes(one));
    }

    [MachineFact]
    public async Task Agent_gets_its_labels_and_taints_and_no_server_secret()
    {
        var (one, authority) = await hosts.Server();
        var (two, join) = await hosts.Joining("two", "agent", one, authority);

        (await two.Run(join.With(("CONFIG", "node-label:\n  - role=data\nnode-taint:\n  - only=data:NoSchedule")))).Succeeded();

        Assert.Equal("node/two", await one.Inside($"{Kubectl} get nodes --selector role=data --output name"));
        Assert.Equal($"token: 'K10{authority}::node:hush-agent'", await two.Inside("cat /etc/rancher/k3s/config.yaml.d/20-secrets.yaml"));
    }

    [MachineTheory]
    [InlineData("token=wrong", "failed to join: HTTP Error 401")]
    [InlineData("", "token CA hash does not match")]
    public async Task Untrusted_node_or_cluster_prevents_the_join(string token, string complaint)
    {
        var (one, authority) = await hosts.Server();
        var (two, join) = await hosts.Joining("two", "agent", one, token == "" ? new string('0', 64) : authority);

        var outcome = await two.Run(join.With(("WAIT_SECONDS", "2")) with { Stdin = token == "" ? join.Stdin : token });

        Assert.Contains(complaint, outcome.Refusal(), StringComparison.Ordinal);
        Assert.Equal("node/one", await Nodes(one));
    }

    [MachineFact]
    public async Task Kubeconfig_works_from_outside_and_requires_a_ready_API()
    {
        var (one, _) = await hosts.Server();

        var kubeconfig = (await one.Run(Call.Kubeconfig)).Succeeded().Output;
        await one.Inside("systemctl stop k3s");

        Assert.Contains("    server: https://kapi.example.org:6443\n  name: infra-staging\n", kubeconfig, StringComparison.Ordinal);
        Assert.DoesNotContain("default", kubeconfig, StringComparison.Ordinal);
        Assert.StartsWith("error: the API server is not ready (", (await one.Run(Call.Kubeconfig)).Refusal(), StringComparison.Ordinal);
    }

    [MachineFact]
    public async Task Node_that_cannot_be_drained_stays_unless_forced()
    {
        var (one, authority) = await hosts.Server();
        var (two, join) = await hosts.Joining("two", "agent", one, authority);
        (await two.Run(join)).Succeeded();
        await one.Inside("echo stuck=two >/etc/standin");

        var refusal = (await one.Run(Call.RemoveNode)).Refusal();
        (await one.Run(Call.RemoveNode.With(("FORCE", "true")))).Succeeded();
        var gone = (await one.Run(Call.RemoveNode)).Succeeded();

        Assert.StartsWith("error: two still has pods after 2 s (see above;", refusal, StringComparison.Ordinal);
        Assert.Equal("two is not in the cluster\n", gone.Error);
        Assert.Equal("node/one", await Nodes(one));
    }

    [MachineFact]
    public async Task Last_server_and_current_server_are_not_removed()
    {
        var (one, authority) = await hosts.Server();
        var (two, join) = await hosts.Joining("two", "server", one, authority);
        (await two.Run(join)).Succeeded();

        Assert.Equal(
            "error: one is this server; run this on another server",
            (await one.Run(Call.RemoveNode.With(("NODE_NAME", "one")))).Refusal());
        (await one.Run(Call.RemoveNode)).Succeeded();
        Assert.StartsWith(
            "error: one is the only server", (await two.Run(Call.RemoveNode.With(("NODE_NAME", "one")))).Refusal(), StringComparison.Ordinal);
    }

    [MachineTheory]
    [InlineData("false", "")]
    [InlineData("true", "/var/lib/rancher/k3s")]
    public async Task Uninstall_leaves_only_the_data_to_keep(string keep, string left)
    {
        var (host, _) = await hosts.Server();

        (await host.Run(Call.Uninstall.With(("KEEP_DATA", keep)))).Succeeded();

        Assert.Equal(left, await host.Inside("ls -d /var/lib/rancher/k3s /etc/rancher/k3s /run/k3s /usr/local/*/k3s* "
            + "/etc/systemd/system/*k3s* /etc/systemd/system/*/*k3s* /var/lib/kubelet /etc/sysctl.d/*k3s* 2>/dev/null || true"));
        // In brackets, so that the patterns do not match their own shell.
        Assert.Empty(await host.Inside("grep -E ' /run/[k]3s| /var/lib/kubelet' /proc/mounts; pgrep -f '[r]ancher|[k]3s'; ip link show cni0 2>/dev/null; true"));
    }

    [MachineFact]
    public async Task Uninstall_never_deletes_a_mounted_volume()
    {
        var (host, _) = await hosts.Server();
        await host.Inside("cd /var/lib/rancher/k3s && mkdir storage && mount -t tmpfs tmpfs storage && touch storage/precious");

        var refusal = (await host.Run(Call.Uninstall)).Refusal();

        Assert.Equal("error: something is mounted below /var/lib/rancher/k3s (see above); unmount it and run again", refusal);
        Assert.Equal("precious", await host.Inside("ls /var/lib/rancher/k3s/storage; umount /var/lib/rancher/k3s/storage"));
    }

    private static Task<string> Nodes(Vps host) => host.Inside($"echo $({Kubectl} get nodes --output name)");
}
