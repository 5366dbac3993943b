using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>Does for mocks what the engine does for providers.</summary>
internal sealed partial class MockEngine(IMocks mocks, DeploymentRun run)
{
    private readonly Lock _gate = new();
    private readonly List<Resource> _resources = [];
    private readonly Dictionary<string, (string? Id, WireState State)> _registered = [];

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

    private void Remember(string urn, string? id, WireState state)
    {
        lock (_gate)
        {
            _registered[urn] = (id, state);
        }
    }

    private (string? Id, WireState State) Recall(string urn)
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
}
