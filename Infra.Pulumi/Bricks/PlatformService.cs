using Infra.Charts;
using Infra.Settings;
using Pulumi;

namespace Infra.Bricks;

/// <summary>What every service of the platform is: it has answered its profile, and exposes only what it declares.</summary>
public abstract class PlatformService : ComponentResource
{
    private readonly List<ExposedHost> _hosts = [];

    /// <param name="type">`infra:LAYER:Type`.</param>
    protected PlatformService(string type, ServiceDeclaration declaration, ServiceContext context, params IEnumerable<Resource> needs)
        : base(type, declaration.Name, context.OptionsOf(declaration, needs))
    {
        Context = context;
        Declared = declaration;
        Profile = declaration.Profile(context.Stack);
    }

    /// <summary>What it declares: the static `Declaration` in its file.</summary>
    public ServiceDeclaration Declared { get; }

    public string ServiceName => Declared.Name;

    public string Namespace => Declared.Namespace.Name;

    /// <summary>What those who need it wait for.</summary>
    public virtual Resource Ready => this;

    public ServiceProfile Profile { get; }

    public string Layer => GetResourceType().Split(':')[1];

    public string Runbook => $"docs/runbooks/{ServiceName}.md";

    /// <summary>The hosts on which people reach it in this stack.</summary>
    public IReadOnlyList<ExposedHost> Hosts => _hosts;

    protected ServiceContext Context { get; }

    protected PlatformSettings Settings => Context.Settings;

    /// <summary>What services built later find in their context because of this one.</summary>
    public virtual ServiceContext ExtendContext(ServiceContext context) => context;

    /// <summary>Installs a chart under the service's name, and allows the flows that the profile names.</summary>
    protected ChartRelease Install(Chart chart, object values, params IEnumerable<Resource> after) =>
        Install(ServiceName, chart, values, Profile.Network, after);

    /// <summary>Installs a further chart of the service, with flows of its own. Whatever has a disk is not deleted by mistake.</summary>
    protected ChartRelease Install(string release, Chart chart, object values, NetworkAccess access, params IEnumerable<Resource> after)
    {
        var policy = Allow(release, Labels.OfRelease(release), access);
        return new ChartRelease(release, new() { Chart = chart, Namespace = Namespace, Values = values },
            new() { Parent = this, DependsOn = { after.Append(policy).ToArray() }, Protect = Settings.KeepsData && Profile.Footprint.DiskGiB > 0 });
    }

    /// <summary>Allows flows of pods that are there for the service. The policy stands before them: without it their first calls would be dropped.</summary>
    protected FlowPolicy Allow(string name, IReadOnlyDictionary<string, string> pods, NetworkAccess access) =>
        new($"{name}-flows", new() { Namespace = Namespace, Pods = pods, Access = access }, new() { Parent = this });

    /// <summary>Lets people in through the ingress, to a Kubernetes service of this service; nobody where a stack has no front.</summary>
    protected ExposedHost? Expose(Exposure exposure, string backend, params IEnumerable<Resource> after) =>
        ExposeAs(ServiceName, Namespace, exposure, backend, after);

    /// <summary>The same for one of several, which may be in a namespace of its own.</summary>
    protected ExposedHost? ExposeAs(string name, string ns, Exposure exposure, string backend, params IEnumerable<Resource> after)
    {
        if (!Declared.Exposures(Settings).Any(declared => declared.HostPrefix == exposure.HostPrefix))
        {
            throw new InvalidOperationException($"{ServiceName} exposes {exposure.HostPrefix} without declaring it; add it to the Exposures of its declaration");
        }

        if (exposure.SignIn == SignIn.Gate && Settings.Edge.Mode == EdgeMode.Localhost)
        {
            exposure = exposure with { SignIn = SignIn.Public, PublicBecause = "only this machine reaches it" };
        }

        // What needs the gate is not exposed where there is none: better unreachable than open.
        if (Settings.Edge.Mode == EdgeMode.None || (exposure.SignIn == SignIn.Gate && !Settings.ReachesGated))
        {
            return null;
        }

        var host = new ExposedHost(exposure, exposure.HostIn(Settings), Settings.Edge.Mode)
        {
            Gate = Settings.AppHostsBehindGate.Contains(exposure.HostPrefix) ? ExposedHost.ApplicationsGate : ExposedHost.OperatorsGate,
        };
        _ = new ExposedIngress($"{name}-ingress", new() { Host = host, Namespace = ns, Backend = backend },
            new() { Parent = this, DependsOn = { after.ToArray() } });
        _hosts.Add(host);
        return host;
    }
}
