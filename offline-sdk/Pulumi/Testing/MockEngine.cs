using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>Does for mocks what the engine does for providers.</summary>
internal sealed partial class MockEngine(IMocks mocks, DeploymentRun run)
{
    private readonly Lock _gate = new();
    private readonly List<Resource> _resources = [];
    private readonly Dictionary<string, Registered> _registered = [];

    /// <summary>Everything registered, in the order in which it was.</summary>
    internal ImmutableArray<Resource> Resources
    {
        get
        {
            lock (_gate)
            {
                return [.. _resources];
            }
        }
    }

    private void Add(Resource resource)
    {
        lock (_gate)
        {
            _resources.Add(resource);
        }
    }

    private void Remember(Registered registered)
    {
        lock (_gate)
        {
            _registered[registered.Urn] = registered;
        }
    }

    private Registered Recall(string urn)
    {
        lock (_gate)
        {
            return _registered.TryGetValue(urn, out var found)
                ? found
                : throw new InvalidOperationException($"Unknown resource {urn}");
        }
    }

    /// <summary>Of a parent's chain of types the mocks' URNs keep only the first; the engine's keep them all.</summary>
    private string UrnOf(string? parent, string type, string name)
    {
        if (!string.IsNullOrEmpty(parent))
        {
            var chain = parent.Split("::")[2];
            var end = chain.IndexOf('$', StringComparison.Ordinal);
            type = $"{(end < 0 ? chain : chain[..end])}${type}";
        }

        return $"urn:pulumi:{run.StackName}::{run.ProjectName}::{type}::{name}";
    }

    // Classes, not tuples: code that awaits a struct is compiled anew for each, at every start.
    private sealed class Registered(string urn, string? id, WireState state)
    {
        public string Urn { get; } = urn;

        public string? Id { get; } = id;

        public WireState State { get; } = state;
    }

    private sealed class Prepared(ImmutableDictionary<string, object> inputs, string? parent, string provider)
    {
        public ImmutableDictionary<string, object> Inputs { get; } = inputs;

        public string? Parent { get; } = parent;

        public string Provider { get; } = provider;
    }
}
