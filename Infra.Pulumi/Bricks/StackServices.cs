using Infra.Settings;

namespace Infra.Bricks;

/// <summary>The services that a stack runs, and what follows from their declarations.</summary>
public sealed class StackServices
{
    private readonly Dictionary<string, bool> _runs = [];

    /// <param name="declared">Every service that the platform knows, in the order in which they are built.</param>
    public StackServices(IReadOnlyList<ServiceDeclaration> declared, PlatformSettings settings)
    {
        Declared = declared;
        Settings = settings;
        Running = [.. declared.Where(service => Runs(service.Name))];
    }

    public PlatformSettings Settings { get; }

    public IReadOnlyList<ServiceDeclaration> Declared { get; }

    public IReadOnlyList<ServiceDeclaration> Running { get; }

    /// <summary>The namespaces that this program makes.</summary>
    public IReadOnlyList<ServiceNamespace> Namespaces => [.. Declared
        .Where(service => !service.Namespace.IsOptional || Runs(service.Name))
        .SelectMany(service => service.MoreNamespaces(Settings).Prepend(service.Namespace))
        .Where(ns => !ns.IsOfCluster)
        .DistinctBy(ns => ns.Name)];

    /// <summary>The namespaces that read secrets from Vault, each its own.</summary>
    public IReadOnlyList<string> SecretReaders =>
        [.. Namespaces.Where(ns => ns.ReadsSecrets).Select(ns => ns.Name).Order(StringComparer.Ordinal)];

    /// <summary>
    /// The namespaces in which everything may stop, in the order in which it does: Kubero comes before the applications, because it
    /// would start them again.
    /// </summary>
    public IReadOnlyList<string> SleepingNamespaces => [.. Namespaces
        .Where(ns => Declared.Where(service => IsIn(service, ns)).All(service => service.MaySleep))
        .Select(ns => ns.Name)];

    /// <summary>The clients of single sign-on.</summary>
    public IReadOnlyList<SsoClient> SsoClients => [.. Running.SelectMany(service => service.SsoClients(Settings))];

    /// <summary>The address of single sign-on; null where the platform runs none.</summary>
    public string? Issuer => Running.Select(service => service.IdentityProvider).OfType<Exposure>().SingleOrDefault()?.UrlIn(Settings);

    /// <summary>The host prefixes in the operator's zone of every service, running or not: rules of a zone hold for all stacks in it.</summary>
    public IReadOnlyList<string> OperatorHosts => [.. Declared
        .SelectMany(service => service.Exposures(Settings))
        .Where(exposure => exposure.Zone == HostZone.Internal)
        .Select(exposure => exposure.HostPrefix)
        .Distinct()];

    /// <summary>The paths at which passwords are tried, of every service, running or not.</summary>
    public IReadOnlyList<string> SignInPaths =>
        [.. Declared.SelectMany(service => service.Exposures(Settings)).SelectMany(exposure => exposure.SignInPaths).Distinct()];

    /// <summary>The stores that are dumped.</summary>
    public IReadOnlyList<string> Dumped => [.. Running.Where(service => service.Dump(Settings) != DumpPolicy.None).Select(service => service.Name)];

    /// <summary>The stores whose dumps are restored in a drill.</summary>
    public IReadOnlyList<string> Drilled =>
        [.. Running.Where(service => service.Dump(Settings) == DumpPolicy.NightlyWithDrill).Select(service => service.Name)];

    /// <summary>Whether anything that runs reads what pods use.</summary>
    public bool ReadsMetrics => Running.Any(service => service.ReadsMetrics(Settings));

    public bool Runs(string name)
    {
        if (!_runs.TryGetValue(name, out var runs))
        {
            runs = Declared.Single(service => service.Name == name).Runs(this);
            _runs[name] = runs;
        }

        return runs;
    }

    /// <summary>Whether a service that runs needs another.</summary>
    public bool Need(string name) => Declared.Any(service => service.Needs(this).Contains(name) && Runs(service.Name));

    /// <summary>The services of the platform that have a database in a store.</summary>
    public IReadOnlyList<string> ConsumersOf(string store) =>
        [.. Running.Where(service => service.Stores(Settings).Contains(store)).Select(service => service.Name)];

    private bool IsIn(ServiceDeclaration service, ServiceNamespace ns) =>
        service.MoreNamespaces(Settings).Prepend(service.Namespace).Any(own => own.Name == ns.Name);
}
