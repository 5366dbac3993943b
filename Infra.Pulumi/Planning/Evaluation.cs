using System.Collections.Immutable;
using Infra.Bricks;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Infra.Planning;

/// <summary>
/// Runs a stack without an engine, a network or an account: its resources as the engine would see them, and its services.
/// </summary>
public sealed record Evaluation(IReadOnlyList<PlannedResource> Resources, IReadOnlyList<PlatformService> Services)
{
    public static async Task<Evaluation> RunAsync<TStack>(string project, string stack, Func<StackOptions, TStack> make)
        where TStack : Stack
    {
        var observer = new PlanObserver();
        var options = new StackOptions { ResourceTransformations = { observer.Declare } };
        try
        {
            await Deployment.TestWithServiceProviderAsync<TStack>(
                observer,
                new StackFactory<TStack>(() => make(options)),
                new TestOptions { ProjectName = project, StackName = stack, IsPreview = false });
        }
        finally
        {
            Environment.ExitCode = 0; // the SDK sets it after a failed run; the exception is enough
        }

        return new(await ResolveAsync(observer.Observed, new UrnBuilder(stack, project)),
            [.. observer.Observed.Select(o => o.Resource).OfType<PlatformService>()]);
    }

    private static async Task<List<PlannedResource>> ResolveAsync(IReadOnlyCollection<ObservedResource> observed, UrnBuilder urns)
    {
        var planned = new Dictionary<Resource, PlannedResource>();
        var providers = new Dictionary<string, string>();
        foreach (var one in observed)
        {
            var parent = one.Resource is Stack ? null : one.Options.Parent;
            urns.Add(one.Resource, parent);
            if (one.Resource is ProviderResource)
            {
                providers[await OutputUtilities.GetValueAsync(one.Resource.Urn)] = urns[one.Resource];
            }

            planned[one.Resource] = new()
            {
                Urn = urns[one.Resource],
                Type = one.Resource.GetResourceType(),
                Name = one.Resource.GetResourceName(),
                Parent = one.Resource is Stack ? null : parent is null ? urns.OfStack : urns[parent],
                Protect = one.Options.Protect ?? (parent is not null && planned[parent].Protect),
                RetainOnDelete = one.Options.RetainOnDelete ?? (parent is not null && planned[parent].RetainOnDelete),
                IsComponent = one.Resource is ComponentResource,
                Inputs = InputsOf(one),
            };
        }

        var customs = new CustomResources(observed);
        foreach (var one in observed)
        {
            var dependencies = await Dependencies.OfAsync(one);
            planned[one.Resource] = planned[one.Resource] with
            {
                Provider = one.ProviderReference is { Length: > 0 } reference
                    ? providers[reference[..reference.LastIndexOf("::", StringComparison.Ordinal)]] : null,
                DependsOn = UrnsOf(dependencies),
            };
        }

        return [.. observed.Select(one => planned[one.Resource])];

        IReadOnlyList<string> UrnsOf(HashSet<Resource> dependencies) => dependencies.Count == 0
            ? []
            : [.. dependencies.SelectMany(customs.Of).Select(resource => urns[resource]).Distinct()
            .Order(StringComparer.Ordinal)];
    }

    // The engine lists a provider's version among its inputs.
    private static ImmutableDictionary<string, object> InputsOf(ObservedResource one) =>
        one.Resource is ProviderResource && one.Options.Version is { } version
            ? one.Inputs.SetItem("version", version) : one.Inputs;

    /// <summary>A dependency on a component is a dependency on every custom resource inside it.</summary>
    private sealed class CustomResources(IEnumerable<ObservedResource> observed)
    {
        private readonly ILookup<Resource?,
            Resource> _children = observed.ToLookup(one => (Resource?)one.Options.Parent, one => one.Resource);

        public IEnumerable<Resource> Of(Resource resource) =>
            resource is ComponentResource ? _children[resource].SelectMany(Of) : [resource];
    }
}
