using Infra.Charts;
using Infra.Settings;
using Pulumi;

namespace Infra.Bricks;

/// <summary>What every service of the platform is: it has answered its profile, and exposes only what it declares.</summary>
public abstract class PlatformService : ComponentResource
{
    private readonly List<ExposedHost> _hosts = [];

    /// <param name="type">`infra:ROOM:Type`; the room is the layer that the service belongs to.</param>
    protected PlatformService(string type, string name, ServiceProfile profile, Ground ground, params IEnumerable<Resource> needs)
        : base(type, name, ground.Options(needs))
    {
        ServiceName = name;
        Profile = profile;
        Settings = ground.Settings;
    }

    public string ServiceName { get; }

    public ServiceProfile Profile { get; }

    public string Layer => GetResourceType().Split(':')[1];

    public string Runbook => $"docs/runbooks/{ServiceName}.md";

    /// <summary>The hosts on which people reach it in this stack.</summary>
    public IReadOnlyList<ExposedHost> Hosts => _hosts;

    protected PlatformSettings Settings { get; }

    /// <summary>Installs a chart under the service's name, and allows the flows that the profile names.</summary>
    protected ChartRelease Install(Chart chart, object values, params IEnumerable<Resource> after) =>
        Install(ServiceName, chart, values, Profile.Network, after);

    /// <summary>Installs a further chart of the service, with flows of its own. Whatever has a disk is not deleted by mistake.</summary>
    protected ChartRelease Install(string release, Chart chart, object values, NetworkAccess access, params IEnumerable<Resource> after)
    {
        var policy = Allow(release, Labels.OfRelease(release), access);
        return new ChartRelease(release, new() { Chart = chart, Namespace = Profile.Namespace, Values = values },
            new() { Parent = this, DependsOn = { after.Append(policy).ToArray() }, Protect = Settings.KeepsData && Profile.Footprint.DiskGiB > 0 });
    }

    /// <summary>Allows flows of pods that are there for the service. The policy stands before them: without it their first calls would be dropped.</summary>
    protected FlowPolicy Allow(string name, IReadOnlyDictionary<string, string> pods, NetworkAccess access) =>
        new($"{name}-flows", new() { Namespace = Profile.Namespace, Pods = pods, Access = access }, new() { Parent = this });

    /// <summary>Lets people in through the ingress, to a Kubernetes service of this service; nobody where a stack has no front.</summary>
    protected ExposedHost? Expose(Exposure exposure, string backend, params IEnumerable<Resource> after) =>
        ExposeAs(ServiceName, Profile.Namespace, exposure, backend, after);

    /// <summary>The same for one of several, which may be in a namespace of its own.</summary>
    protected ExposedHost? ExposeAs(string name, string ns, Exposure exposure, string backend, params IEnumerable<Resource> after)
    {
        if (exposure.SignIn == SignIn.Gate && Settings.Edge.Mode == EdgeMode.Localhost)
        {
            exposure = exposure with { SignIn = SignIn.Public, PublicBecause = "only this machine reaches it" };
        }

        // What needs the gate is not exposed where there is none: better unreachable than open.
        if (Settings.Edge.Mode == EdgeMode.None || (exposure.SignIn == SignIn.Gate && !Settings.ReachesGated))
        {
            return null;
        }

        var host = new ExposedHost(exposure, Settings.Domain.HostName(exposure.Zone, exposure.HostPrefix), Settings.Edge.Mode)
        {
            Gate = Settings.AppHostsBehindGate.Contains(exposure.HostPrefix) ? ExposedHost.ApplicationsGate : ExposedHost.OperatorsGate,
        };
        _ = new ExposedIngress($"{name}-ingress", new() { Host = host, Namespace = ns, Backend = backend },
            new() { Parent = this, DependsOn = { after.ToArray() } });
        _hosts.Add(host);
        return host;
    }
}
