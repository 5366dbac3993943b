using Infra.Bricks;
using Infra.Settings;
using Pulumi;

namespace Infra.Foundation;

public sealed record HostArgs
{
    public required Node Node { get; init; }

    public required PlatformSettings Settings { get; init; }

    /// <summary>The other machines of the cluster, which reach ports that nobody else does.</summary>
    public required IReadOnlyList<Node> Peers { get; init; }
}

/// <summary>
/// A machine that is fit to become a node: looked at before anything changes, then hardened. What could lock everybody out
/// stays only if a new connection confirms it.
/// </summary>
public sealed class Host : ComponentResource
{
    private const int RollbackSeconds = 180;
    private const string PortsOfK3s = "80 443 6443 10250 8472/udp";
    private const string Packages = "nftables unattended-upgrades systemd-timesyncd curl ca-certificates";
    private static readonly string[] Sources = ["https://github.com", "https://registry-1.docker.io", "https://quay.io", "https://ghcr.io"];

    private readonly Machine _machine;
    private readonly List<Resource> _done = [];

    public Host(string name, HostArgs args, ComponentResourceOptions? options = null)
        : base("infra:foundation:Host", name, options)
    {
        _machine = args.Node.Machine;
        var settings = args.Settings;

        Run("preflight", new()
        {
            ["MIN_CPUS"] = Text(args.Node.Size.Cpu),
            ["MIN_MEMORY_MIB"] = Text(args.Node.Size.Memory.MiB * 9 / 10), // the kernel keeps some of what was paid for
            ["MIN_DISK_GIB"] = "10",
            ["DATA_PATH"] = "/var/lib/rancher",
            ["PORTS"] = PortsOfK3s,
            ["CLOCK_URL"] = Sources[0],
            ["CLOCK_TOLERANCE_SECONDS"] = "30",
            ["REACH_URLS"] = string.Join(' ', Sources),
        });

        // The machine of the person, or of a CI runner, is looked at and otherwise left as it is.
        if (_machine.Address is not null)
        {
            Run("packages", new() { ["PACKAGES"] = Packages });
            Run("limits", new() { ["JOURNAL_MAX_MIB"] = Text(settings.Hosts.Journal.MiB) });
            // Several nodes must not all reboot at one time: then it is for kured to say when.
            Run("updates", new() { ["REBOOT_TIME"] = settings.HasSeveralNodes ? "never" : settings.Hosts.RebootTime.Text });
            Run("guard", [], stdin: ScriptText.Read("host-guard-program.sh"));
            Confirm(Run("ssh", new() { ["ROLLBACK_SECONDS"] = Text(RollbackSeconds) }));
            Confirm(Run("firewall", Firewall(args)));
        }

        RegisterOutputs();
    }

    private static Dictionary<string, Input<string>> Firewall(HostArgs args) => new()
    {
        ["SSH_PORT"] = Text(args.Node.Machine.SshPort),
        ["ROLLBACK_SECONDS"] = Text(RollbackSeconds),
        ["SSH_ACCESS"] = Access(args.Settings.Access.Ssh),
        ["API_ACCESS"] = Access(args.Settings.Access.Api),
        // Through a tunnel nobody calls from outside.
        ["CLOUDFLARE_RANGES"] = args.Settings.Edge.Mode == EdgeMode.Tunnel ? "" : string.Join(' ', CloudflareRanges.All),
        ["ADMIN_NETWORKS"] = string.Join(' ', args.Settings.Admin.Networks),
        ["NODE_ADDRESSES"] = Output.All(args.Peers.SelectMany(peer => peer.Addresses)).Apply(addresses => string.Join(' ', addresses)),
    };

    private static string Access(IReadOnlyList<Infra.Settings.Texts.AccessSource> sources) =>
        sources is [var only] && only == Infra.Settings.Texts.AccessSource.Tunnel ? "none" : string.Join(' ', sources);

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    // One after the other: each step may rely on those before it.
    private RemoteScript Run(string noun, Dictionary<string, Input<string>> parameters, Input<string>? stdin = null)
    {
        var script = new RemoteScript($"{GetResourceName()}-{noun}", new()
        {
            Machine = _machine,
            Script = $"host-{noun}.sh",
            Parameters = parameters,
            Stdin = stdin,
        }, new() { Parent = this, DependsOn = _done });
        _done.Add(script);
        return script;
    }

    // Each script comes over a connection of its own, so that this one proves what it confirms.
    private void Confirm(RemoteScript change)
    {
        var confirm = new RemoteScript($"{change.GetResourceName()}-confirm", new()
        {
            Machine = _machine,
            Script = "host-confirm.sh",
            Parameters = new Dictionary<string, Input<string>>
            {
                ["CHANGE"] = change.Digest,
                ["REPEAT"] = $"{change.GetResourceName()}-run",
            },
        }, new() { Parent = this, DependsOn = _done });
        _done.Add(confirm);
    }
}
