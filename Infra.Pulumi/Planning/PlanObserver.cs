using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;

namespace Infra.Planning;

/// <summary>
/// Takes the place of the engine and records the resources. A transformation sees each resource with its options as
/// it is declared, the mocks see its resolved inputs; both together make a plan.
/// </summary>
internal sealed class PlanObserver : IMocks
{
    private readonly ConcurrentDictionary<(string Type, string Name), ConcurrentQueue<ObservedResource>> _pending = [];
    private readonly ConcurrentQueue<ObservedResource> _observed = [];

    /// <summary>In the order of declaration.</summary>
    public IReadOnlyCollection<ObservedResource> Observed => _observed;

    public ResourceTransformationResult? Declare(ResourceTransformationArgs args)
    {
        var observed = new ObservedResource(args.Resource, args.Args, args.Options);
        _observed.Enqueue(observed);
        _pending.GetOrAdd((args.Resource.GetResourceType(), args.Resource.GetResourceName()), _ => []).Enqueue(observed);
        return null;
    }

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        if (_pending.TryGetValue((args.Type!, args.Name!), out var waiting) && waiting.TryDequeue(out var observed))
        {
            observed.Inputs = args.Inputs;
            observed.ProviderReference = args.Provider;
        }

        // The ID is computed by the provider, too.
        return Task.FromResult<(string?, object)>(
            (Marker.Unknown($"{args.Name}-id"), ComputedOutputs.Add(args.Type!, args.Name!, args.Inputs)));
    }

    public Task<object> CallAsync(MockCallArgs args) =>
        throw new InvalidOperationException(
            $"{args.Token} calls a provider, which a plan cannot do; pass the value as a setting");
}

/// <summary>A resource as the program declared it.</summary>
internal sealed record ObservedResource(Resource Resource, ResourceArgs? Args, ResourceOptions Options)
{
    public ImmutableDictionary<string, object> Inputs { get; set; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>`URN::ID` of the provider, as the SDK resolved it.</summary>
    public string? ProviderReference { get; set; }
}
