using Infra.Settings;
using Pulumi;

namespace Infra.Bricks;

/// <summary>What a service is built in: the stack, the providers, what must be ready first, and the services built before it.</summary>
public sealed record ServiceContext(StackServices Stack, IReadOnlyList<ProviderResource> Providers)
{
    public PlatformSettings Settings => Stack.Settings;

    /// <summary>What must be ready before any service that is built in this context.</summary>
    public IReadOnlyList<Resource> Ready { get; init; } = [];

    /// <summary>The buckets of the object store; null where nothing is saved.</summary>
    public ObjectStoreBuckets? Buckets { get; init; }

    /// <summary>Where the secrets live that are made in this context.</summary>
    public SecretHome Secrets { get; init; } = SecretHome.Kubernetes;

    /// <summary>The services built so far, in order.</summary>
    public IReadOnlyList<PlatformService> Services { get; init; } = [];

    /// <summary>A service that must have been built before.</summary>
    public TService Get<TService>()
        where TService : PlatformService =>
        Find<TService>() ?? throw new InvalidOperationException(
            $"{typeof(TService).Name} is not built yet; list it earlier in PlatformStack.Services, or declare it in Needs");

    /// <summary>A service, if the stack runs it.</summary>
    public TService? Find<TService>()
        where TService : PlatformService =>
        Services.OfType<TService>().SingleOrDefault();

    /// <summary>The same context with more that must be ready first.</summary>
    public ServiceContext After(params IEnumerable<Resource> needs) => this with { Ready = [.. Ready, .. needs] };

    /// <summary>Builds services in order, each in the context that those before it leave behind.</summary>
    public ServiceContext Build(IEnumerable<ServiceDeclaration> services) => services.Aggregate(this, (context, declaration) =>
    {
        var service = declaration.Build(context);
        return service.ExtendContext(context) with { Services = [.. context.Services, service] };
    });

    public ComponentResourceOptions Options(params IEnumerable<Resource> needs)
    {
        var options = new ComponentResourceOptions { Providers = [.. Providers] };
        foreach (var need in Ready.Concat(needs))
        {
            options.DependsOn.Add(need);
        }

        return options;
    }

    /// <summary>The options of a service: it waits for what its declaration needs.</summary>
    public ComponentResourceOptions OptionsOf(ServiceDeclaration declaration, IEnumerable<Resource> needs)
    {
        var needed = declaration.Needs(Stack).ToHashSet();
        return Options([.. Services.Where(service => needed.Contains(service.ServiceName)).Select(service => service.Ready), .. needs]);
    }
}
