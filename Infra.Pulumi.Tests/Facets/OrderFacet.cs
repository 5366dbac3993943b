using Infra.Planning;

namespace Infra.Tests.Facets;

/// <summary>What waits for what: the dependencies that the program names, without those that follow from others.</summary>
internal static class OrderFacet
{
    private const string Own = "NAME";

    public static IEnumerable<string> Of(FacetStack stack)
    {
        var graph = new Graph(stack);
        var kinds = stack.Resources.GroupBy(resource => resource.Name, resource => resource.Kind)
            .ToDictionary(group => group.Key, group => group.Distinct().Count());
        var sentences =
            from resource in stack.Resources
            let names = graph.Direct(resource).Select(Name).Distinct().Order(StringComparer.Ordinal).ToList()
            where names.Count > 0
            select (resource.Kind, resource.Name, Text: string.Join(", ", names));

        // Secrets of one kind all wait for their own parts.
        return sentences
            .GroupBy(one => one.Kind is "PushSecret" or "ExternalSecret"
                ? $"{one.Kind} {Own} waits for {WithoutName(one.Name, one.Text)}"
                : $"{one}")
            .SelectMany(group => group.Count() > 1
                ? [$"{group.Key}: {string.Join(", ", group.Select(one => one.Name).Order(StringComparer.Ordinal))}"]
                : group.Select(one => $"{one.Kind} {one.Name} waits for {one.Text}"));

        string Name(PlannedResource one)
        {
            var kind = FacetResource.KindOf(one.Type);
            return kind == "CustomResourceDefinition" ? $"the kinds of {one.Name.Split('.', 2)[^1]}"
                : kinds[one.Name] > 1 ? $"{kind} {one.Name}" : one.Name;
        }
    }

    private static string WithoutName(string name, string text)
    {
        var stem = name.EndsWith("-push", StringComparison.Ordinal) ? name[..^"-push".Length] : name;
        return string.Join(", ", text.Split(", ").Select(one =>
            one.StartsWith($"{stem}-", StringComparison.Ordinal) ? $"{Own}{one[stem.Length..]}" : one));
    }

    private sealed class Graph
    {
        private readonly Dictionary<string, PlannedResource> _byUrn;
        private readonly ILookup<string?, PlannedResource> _children;
        private readonly Dictionary<string, HashSet<string>> _reached = [];

        public Graph(FacetStack stack)
        {
            var planned = stack.Resources.Select(resource => resource.Planned).DistinctBy(resource => resource.Urn).ToList();
            _byUrn = planned.ToDictionary(resource => resource.Urn);
            _children = planned.ToLookup(resource => resource.Parent);
        }

        /// <summary>What it names, unless its parent waits for that, or something else that it names does.</summary>
        public IEnumerable<PlannedResource> Direct(FacetResource resource)
        {
            var all = resource.WaitsFor.DistinctBy(one => one.Urn).ToList();
            var above = resource.Planned.Parent is { } parent ? Reached(parent) : [];
            return all.Where((one, index) => !Within(one).All(above.Contains)
                && !all.Where((other, at) => index != at && Implies(other, one) && (at < index || !Implies(one, other))).Any());
        }

        // Waiting for a component is waiting for all in it.
        private bool Implies(PlannedResource other, PlannedResource one)
        {
            var known = Within(other).SelectMany(custom => Reached(custom).Append(custom)).ToHashSet();
            return Within(one).All(known.Contains);
        }

        private IEnumerable<string> Within(PlannedResource resource) => resource.IsComponent
            ? _children[resource.Urn].SelectMany(Within)
            : [resource.Urn];

        private HashSet<string> Reached(string urn)
        {
            if (!_reached.TryGetValue(urn, out var reached))
            {
                _reached[urn] = reached = [];
                if (_byUrn.TryGetValue(urn, out var resource))
                {
                    reached.UnionWith(resource.DependsOn.SelectMany(next => Reached(next).Append(next)));
                    reached.UnionWith(resource.Parent is { } parent ? Reached(parent) : []);
                }
            }

            return reached;
        }
    }
}
