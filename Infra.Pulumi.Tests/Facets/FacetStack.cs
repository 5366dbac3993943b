using System.Collections.Concurrent;
using Infra.Bricks;
using Infra.Planning;
using Infra.Settings;
using Infra.Tests.Settings;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Facets;

/// <summary>A stack, evaluated once for all its facets.</summary>
internal sealed class FacetStack
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<FacetStack>>> Known = [];

    // Schemas, and files that the facets read themselves.
    private static readonly string[] Documents = ["CustomResourceDefinition", "ConfigMap"];

    private readonly ILookup<string, string> _namesOfKind;

    private FacetStack(IReadOnlyList<FacetResource> resources, IReadOnlyList<ExposedHost> hosts)
    {
        Resources = resources;
        Hosts = hosts;
        Customs = [.. resources.Where(resource => resource.IsCustom)];
        Facts = [.. Customs.Where(resource => !Documents.Contains(resource.Kind)).SelectMany(Tree.Facts)];
        _namesOfKind = Customs.ToLookup(resource => resource.Kind, resource => resource.Name);
    }

    public IReadOnlyList<FacetResource> Resources { get; }

    public IReadOnlyList<ExposedHost> Hosts { get; }

    /// <summary>The resources that are neither components nor the engine's own.</summary>
    public IReadOnlyList<FacetResource> Customs { get; }

    /// <summary>All that their inputs say, documents aside.</summary>
    public IReadOnlyList<Fact> Facts { get; }

    public IEnumerable<FacetResource> OfKind(params string[] kinds) => Customs.Where(resource => kinds.Contains(resource.Kind));

    public IEnumerable<string> Lines(Func<Fact, bool> condition) => Lines(Facts.Where(condition));

    /// <summary>A line a fact; a fact of most resources of a kind is one line, which names the others.</summary>
    public IEnumerable<string> Lines(IEnumerable<Fact> facts) =>
        facts.GroupBy(fact => (fact.Resource.Kind, fact.Path, fact.Text)).SelectMany(group =>
        {
            var all = _namesOfKind[group.Key.Kind].ToList();
            var others = all.Except(group.Select(fact => fact.Resource.Name)).Order(StringComparer.Ordinal).ToList();
            var subject = $"every {group.Key.Kind}{(others.Count == 0 ? "" : $" but {string.Join(", ", others)}")}";
            var isOfMost = all.Count > 3 && others.Count * 5 <= all.Count * 2;
            return isOfMost ? [$"{subject}: {group.First().Phrase}"] : group.Select(fact => $"{fact}");
        });

    public static Task<FacetStack> Of(string name) => Known.GetOrAdd(name, stack => new(() => EvaluateAsync(stack))).Value;

    private static async Task<FacetStack> EvaluateAsync(string name)
    {
        var file = ExtraStacks.All.TryGetValue(name, out var yaml) ? AnyStack.Read(yaml()) : Stacks.Project.Stack(name);
        var settings = PlatformSettings.Load(file.Stack, file.ToConfig(Marker.Secret));
        var declared = new ConcurrentQueue<(Resource Resource, ResourceOptions Options)>();
        var (planned, services) = await Evaluation.RunAsync(file.Project, file.Stack, options =>
        {
            options.ResourceTransformations.Add(args =>
            {
                declared.Enqueue((args.Resource, args.Options));
                return null;
            });
            return new PlatformStack(settings, options);
        });

        // Both lists are in the order of declaration.
        var known = declared.Zip(planned).ToDictionary(pair => pair.First.Resource, pair => pair.Second);
        var resources = new List<FacetResource>();
        foreach (var (resource, options) in declared)
        {
            var before = await OutputUtilities.GetValueAsync(options.DependsOn.ToOutput());
            resources.Add(new(known[resource], options, [.. before.Select(one => known[one])]));
        }

        return new FacetStack(resources, [.. services.SelectMany(service => service.Hosts)]);
    }
}
