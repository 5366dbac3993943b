using Infra.Settings;

namespace Infra.Bricks;

/// <summary>
/// Everything that others may know of a service without constructing it. Host names, DNS, namespaces, sign-in clients, network
/// policies, alerts, budget, hibernation and the portal are queries over these (<see cref="StackServices"/>).
/// </summary>
public sealed record ServiceDeclaration
{
    /// <summary>Its name everywhere: component, runbook, alerts, portal.</summary>
    public required string Name { get; init; }

    public required ServiceNamespace Namespace { get; init; }

    /// <summary>Whether a stack runs it.</summary>
    public required Func<StackServices, bool> Runs { get; init; }

    /// <summary>Software, footprint, network and what an operator must know. Leaving an answer out does not compile.</summary>
    public required Func<StackServices, ServiceProfile> Profile { get; init; }

    /// <summary>Makes it. What it needs is in the context.</summary>
    public required Func<ServiceContext, PlatformService> Build { get; init; }

    /// <summary>Whether it may be scaled to zero while a stack hibernates.</summary>
    public required bool MaySleep { get; init; }

    /// <summary>Namespaces beside its own that it makes for what it runs.</summary>
    public Func<PlatformSettings, IEnumerable<ServiceNamespace>> MoreNamespaces { get; init; } = _ => [];

    /// <summary>The hosts on which people reach it.</summary>
    public Func<PlatformSettings, IEnumerable<Exposure>> Exposures { get; init; } = _ => [];

    /// <summary>How single sign-on knows it.</summary>
    public Func<PlatformSettings, IEnumerable<SsoClient>> SsoClients { get; init; } = _ => [];

    /// <summary>The host at which it says who people are, if it does.</summary>
    public Exposure? IdentityProvider { get; init; }

    /// <summary>The services that run because of it and are ready before it starts, by name.</summary>
    public Func<StackServices, IEnumerable<string>> Needs { get; init; } = _ => [];

    /// <summary>The business data stores in which it has a database of its own, by name.</summary>
    public Func<PlatformSettings, IEnumerable<string>> Stores { get; init; } = _ => [];

    /// <summary>Whether its own data is dumped.</summary>
    public Func<PlatformSettings, DumpPolicy> Dump { get; init; } = _ => DumpPolicy.None;

    /// <summary>Whether it asks Kubernetes how much processor and memory pods use.</summary>
    public Func<PlatformSettings, bool> ReadsMetrics { get; init; } = _ => false;
}
