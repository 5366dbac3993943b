namespace Infra.Tests.Machines;

/// <summary>The rules, tested with packets.</summary>
[Collection("machines")]
[Trait("Kind", "machine")]
public sealed class HostFirewallTests
{
    [MachineTheory]
    [InlineData("173.245.48.9", "2400:cb00::9", "tcp/22 tcp/80 tcp/443 tcp/6443")]
    [InlineData("198.51.100.9", "2001:db8:ad::9", "tcp/22 tcp/80 tcp/443 tcp/6443")]
    [InlineData("203.0.113.20", "2001:db8:20::20", "tcp/22 tcp/443 tcp/2379 tcp/6443 tcp/10250 udp/8472 udp/51820")]
    [InlineData("203.0.113.99", "2001:db8:bad::9", "tcp/22 tcp/6443")]
    public async Task Each_source_reaches_only_its_ports(string ipv4, string ipv6, string ports)
    {
        await using var vps = await Behind(HostScript.Firewall);
        await using var outsider = await Outsider.At(ipv4, ipv6);
        await vps.Listen();

        Assert.Equal(ports, await outsider.Reaches(vps.Address));
        Assert.Equal(ports, await outsider.Reaches(vps.Address6));
    }

    [MachineTheory]
    [InlineData("198.51.100.0/24 2001:db8:ad::/48", "198.51.100.9", "2001:db8:ad::9", "tcp/22 tcp/80 tcp/443 tcp/6443")]
    [InlineData("198.51.100.0/24 2001:db8:ad::/48", "203.0.113.99", "2001:db8:bad::9", "")]
    [InlineData("none", "198.51.100.9", "2001:db8:ad::9", "tcp/80 tcp/443")]
    public async Task Access_settings_limit_the_sources(string access, string ipv4, string ipv6, string ports)
    {
        await using var vps = await Vps.Guarded();
        await using var outsider = await Outsider.At(ipv4, ipv6);
        await vps.Listen();

        await vps.Run(HostScript.Firewall.With("SSH_ACCESS", access).With("API_ACCESS", access));

        Assert.Equal(ports, await outsider.Reaches(vps.Address));
        Assert.Equal(ports, await outsider.Reaches(vps.Address6));
    }

    // Like kube-proxy and the CNI's portmap: the packet never passes the host's input.
    [MachineTheory]
    [InlineData("173.245.48.9", "2400:cb00::9", "tcp/80")]
    [InlineData("203.0.113.99", "2001:db8:bad::9", "")]
    public async Task Ports_of_pods_are_protected_too(string ipv4, string ipv6, string ports)
    {
        await using var vps = await Behind(HostScript.Firewall);
        await using var outsider = await Outsider.At(ipv4, ipv6);
        await WithPod(vps);

        Assert.Equal(ports, await outsider.Reaches(vps.Address, "tcp/80 tcp/8080"));
        Assert.Equal(ports, await outsider.Reaches(vps.Address6, "tcp/80 tcp/8080"));
        Assert.Equal("tcp/80 tcp/8080", await FromPod(vps));
    }

    [MachineFact]
    public async Task Neighbour_cannot_route_packets_to_a_pod()
    {
        await using var vps = await Vps.Guarded();
        await WithPod(vps);
        var open = await FromNeighbour(vps);

        await vps.Run(HostScript.Firewall.With("ADMIN_NETWORKS", "0.0.0.0/0"));

        Assert.Equal("tcp/8080", open);
        Assert.Equal("", await FromNeighbour(vps));
    }

    [MachineFact]
    public async Task Flooding_source_is_dropped_and_others_are_not()
    {
        await using var vps = await Behind(HostScript.Firewall);
        await using var hammer = await Outsider.At("203.0.113.99", "2001:db8:bad::9");
        await using var other = await Outsider.At("203.0.113.98", "2001:db8:bad:1::9");
        var many = string.Join(' ', Enumerable.Repeat("tcp/22", 100));

        Assert.InRange((await hammer.Reaches(vps.Address, many)).Split(' ').Length, 60, 65);
        Assert.InRange((await hammer.Reaches(vps.Address6, many)).Split(' ').Length, 60, 65);
        Assert.Equal("tcp/22", await other.Reaches(vps.Address, "tcp/22"));
        Assert.Equal("tcp/22", await other.Reaches(vps.Address6, "tcp/22"));
    }

    [MachineFact]
    public async Task Rules_survive_a_reboot_and_keep_foreign_rules()
    {
        await using var vps = await Behind(HostScript.Firewall);
        var before = await vps.Inside("nft -s -t list ruleset");

        await vps.Reboot();
        var after = await vps.Inside("nft -s -t list ruleset");
        await vps.Inside("nft add table ip kube-proxy");
        (await vps.Run(HostScript.Firewall.With("API_ACCESS", "none"))).Succeeded();

        Assert.Equal(before, after);
        Assert.Contains("table ip kube-proxy", await vps.Inside("nft list tables"), StringComparison.Ordinal);
    }

    [MachineFact]
    public async Task Flushed_rules_are_restored_without_probation()
    {
        await using var vps = await Behind(HostScript.Firewall);
        var before = await vps.Listing();
        await vps.Inside("nft flush ruleset");

        Assert.Equal(new Outcome(0, "", ""), await vps.Run(HostScript.Firewall));

        Assert.Equal(before, await vps.Listing());
    }

    [MachineFact]
    public async Task Invalid_networks_are_all_reported_and_nothing_changes()
    {
        await using var vps = await Vps.Guarded();

        var refused = (await vps.Run(HostScript.Firewall.With("ADMIN_NETWORKS", "300.1.1.1 example.org").With("SSH_ACCESS", ""))).Refused();

        Assert.Equal("""
            error: ADMIN_NETWORKS has an invalid network (300.1.1.1); write an address or a network like 203.0.113.0/24 or 2001:db8::/32
            error: ADMIN_NETWORKS has an invalid network (example.org); write an address or a network like 203.0.113.0/24 or 2001:db8::/32
            error: SSH_ACCESS is empty; write anywhere, none, or networks
            """, refused);
        Assert.Equal("", await vps.Inside("nft list tables; infra-guard status"));
    }

    [MachineFact]
    public async Task Networks_may_overlap_and_lists_may_be_empty()
    {
        await using var vps = await Vps.Guarded();

        (await vps.Run(HostScript.Firewall.With("ADMIN_NETWORKS", "198.51.100.7 198.51.100.0/24 198.51.0.0/16 2001:db8::/32 2001:db8:1::/48")
            .With("CLOUDFLARE_RANGES", "").With("NODE_ADDRESSES", ""))).Succeeded();

        (await vps.Run(HostScript.Confirm)).Succeeded();
    }

    private static async Task<Vps> Behind(HostScript firewall)
    {
        var vps = await Vps.Guarded();
        (await vps.Run(firewall)).Succeeded();
        (await vps.Run(HostScript.Confirm)).Succeeded();
        return vps;
    }

    private static async Task WithPod(Vps vps)
    {
        await vps.Put("/opt/listen.py", Lab.Text("listen.py"));
        await vps.Put("/opt/probe.py", Lab.Text("probe.py"));
        await vps.Inside(Lab.Text("pod.sh"));
    }

    // The pod connects to the host's own port and to a service.
    private static Task<string> FromPod(Vps vps) => vps.Inside(
        $"python3 /opt/listen.py tcp/8080; ip netns exec pod python3 /opt/probe.py {vps.Address} tcp/80 tcp/8080");

    private static async Task<string> FromNeighbour(Vps vps)
    {
        string[] lab = ["netns", "exec", "infra-lab"];
        (await Shell.Run("ip", [.. lab, "ip", "route", "replace", "10.42.0.9", "via", vps.Address])).Succeeded();
        return (await Shell.Run("ip", [.. lab, "python3", Lab.File("probe.py"), "10.42.0.9", "tcp/8080"])).Succeeded().Output.Trim();
    }
}
