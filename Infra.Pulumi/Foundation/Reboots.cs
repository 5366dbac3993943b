using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;

namespace Infra.Foundation;

/// <summary>
/// kured: reboots the nodes that a security update asks to, one after the other and each emptied first. A single node needs none:
/// there its own window for reboots says all.
/// </summary>
public sealed class Reboots : PlatformService
{
    private static readonly Footprint Pod = new(0.005m, 32);

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = "kured",
        Namespace = ServiceNamespace.System,
        Runs = stack => stack.Settings.HasSeveralNodes,
        MaySleep = false,
        Profile = stack => ProfileOf(stack.Settings),
        Build = context => new Reboots(context),
    };

    public Reboots(ServiceContext context)
        : base("infra:foundation:Reboots", Declaration, context)
    {
        Install(ChartPins.Kured, new
        {
            configuration = new
            {
                startTime = "03:00",
                endTime = "05:00",
                timeZone = "UTC",
                period = "10m",
                concurrency = 1,
                drainTimeout = "10m",
                forceReboot = true, // a pod that will not go must not keep a hole open for weeks
            },
            resources = Pod.Resources(64),
            tolerations = new[] { new { @operator = "Exists" } },
            priorityClassName = Priorities.Platform,
        });
        RegisterOutputs();
    }

    private static ServiceProfile ProfileOf(PlatformSettings settings) => new()
    {
        Software = Software.Of(ChartPins.Kured),
        Footprint = Enumerable.Repeat(Pod, settings.Nodes.Count).Aggregate(Footprint.Add),
        Network = new() { From = [], To = [Flow.ToKubernetes] },
        Pods = PodSecurity.Privileged,
        Backup = "none: whose turn it is stands in an annotation of its own DaemonSet",
        Monitoring = "no node has had /var/run/reboot-required for longer than a day",
        Probe = Probe.None("it serves no traffic; restarts and memory of its pods are watched"),
        Upgrade = "change its version in Charts/ChartPins.cs",
        BlastRadius = "nodes keep running with the kernel they have",
    };
}
