using System.Collections.Immutable;
using Infra.Bricks;

namespace Infra.Tests.Machines;

/// <summary>A host script with its parameters, as the program sends it.</summary>
internal sealed record HostScript(string File, ImmutableSortedDictionary<string, string> Parameters, string Stdin = "")
{
    public static readonly HostScript Preflight = Any("host-preflight.sh", ("MIN_CPUS", "1"), ("MIN_MEMORY_MIB", "256"), ("MIN_DISK_GIB", "1"),
        ("DATA_PATH", "/var/lib/rancher"), ("PORTS", "80 443 6443 10250 8472/udp"), ("CLOCK_URL", ""), ("CLOCK_TOLERANCE_SECONDS", "30"),
        ("REACH_URLS", ""));

    public static readonly HostScript Packages = Any("host-packages.sh", ("PACKAGES", "nftables unattended-upgrades systemd-timesyncd"));

    public static readonly HostScript Guard = Any("host-guard.sh") with { Stdin = ScriptText.Read("host-guard-program.sh") };

    public static readonly HostScript Ssh = Any("host-ssh.sh", ("ROLLBACK_SECONDS", "60"));

    public static readonly HostScript Firewall = Any("host-firewall.sh", ("SSH_PORT", "22"), ("SSH_ACCESS", "anywhere"), ("API_ACCESS", "anywhere"),
        ("CLOUDFLARE_RANGES", "173.245.48.0/20 103.21.244.0/22 2400:cb00::/32"), ("ADMIN_NETWORKS", "198.51.100.0/24 2001:db8:ad::/48"),
        ("NODE_ADDRESSES", "203.0.113.20 2001:db8:20::20"), ("ROLLBACK_SECONDS", "60"));

    public static readonly HostScript Confirm = Any("host-confirm.sh", ("CHANGE", "any"), ("REPEAT", "host-one-firewall-run"));

    public static readonly HostScript Updates = Any("host-updates.sh", ("REBOOT_TIME", "04:30"));

    public static readonly HostScript Limits = Any("host-limits.sh", ("JOURNAL_MAX_MIB", "500"));

    public string Command => ScriptText.Compose(ScriptText.Read(File), Parameters.Select(pair => (pair.Key, pair.Value)), asRoot: true);

    public HostScript With(string name, string value) => this with { Parameters = Parameters.SetItem(name, value) };

    private static HostScript Any(string file, params (string Name, string Value)[] parameters) =>
        new(file, parameters.ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value));
}
