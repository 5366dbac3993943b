using System.Collections.Concurrent;
using Infra.Bricks;
using Infra.Planning;
using Infra.Settings;
using Infra.Tests.Settings;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Facets;

/// <summary>A resource with the options that a plan does not show.</summary>
internal sealed record FacetResource(PlannedResource Planned, IReadOnlyList<string> SecretOutputs, IReadOnlyList<PlannedResource> WaitsFor)
{
    public string Name => Planned.Name;

    /// <summary>`Release` of `kubernetes:helm.sh/v3:Release`.</summary>
    public string Kind => Planned.Type[(Planned.Type.LastIndexOf(':') + 1)..];

    public string Namespace => Tree.Text(Planned.Inputs, "metadata", "namespace") ?? Tree.Text(Planned.Inputs, "namespace") ?? "";

    public IReadOnlyDictionary<string, object> Inputs => Planned.Inputs;

    public bool IsCustom => !Planned.IsComponent && !Planned.Type.StartsWith("pulumi:", StringComparison.Ordinal);
}

/// <summary>A stack, evaluated once for all its facets.</summary>
internal sealed record FacetStack(string Name, IReadOnlyList<FacetResource> Resources, IReadOnlyList<ExposedHost> Hosts)
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<FacetStack>>> Known = [];

    public IEnumerable<FacetResource> Customs => Resources.Where(resource => resource.IsCustom);

    public IEnumerable<FacetResource> OfKind(params string[] kinds) => Customs.Where(resource => kinds.Contains(resource.Kind));

    public IEnumerable<Fact> Facts() => Customs.SelectMany(Tree.Facts);

    /// <summary>A line a fact; what is true of most resources of a kind is one line, which names the others.</summary>
    public IEnumerable<string> Lines(IEnumerable<Fact> facts)
    {
        var kinds = Customs.ToLookup(resource => resource.Kind, resource => resource.Name);
        return facts.GroupBy(fact => (fact.Resource.Kind, fact.Path, fact.Text)).SelectMany(group =>
        {
            var others = kinds[group.Key.Kind].Except(group.Select(fact => fact.Resource.Name)).Order(StringComparer.Ordinal).ToList();
            var count = kinds[group.Key.Kind].Count();
            var subject = others.Count == 0 ? $"every {group.Key.Kind}" : $"every {group.Key.Kind} but {string.Join(", ", others)}";
            return count > 3 && others.Count * 5 <= count * 2 ? [$"{subject}: {group.First().Phrase}"] : group.Select(fact => $"{fact}");
        });
    }

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
        var byResource = declared.Select((one, index) => (one.Resource, Planned: planned[index])).ToDictionary(pair => pair.Resource, pair => pair.Planned);
        var resources = new List<FacetResource>();
        foreach (var (resource, options) in declared)
        {
            var secrets = options is CustomResourceOptions custom ? custom.AdditionalSecretOutputs : [];
            var before = await OutputUtilities.GetValueAsync(options.DependsOn.ToOutput());
            resources.Add(new(byResource[resource], [.. secrets], [.. before.Where(byResource.ContainsKey).Select(one => byResource[one])]));
        }

        return new(name, resources, [.. services.SelectMany(service => service.Hosts)]);
    }
}
