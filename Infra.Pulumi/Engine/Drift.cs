using Pulumi.Automation;
using Pulumi.Automation.Events;

namespace Infra.Engine;

/// <summary>What reality changed against the state, gathered from the events of a refresh.</summary>
public sealed class Drift
{
    private readonly List<DriftedResource> _resources = [];

    public IReadOnlyList<DriftedResource> Resources => _resources;

    public void See(EngineEvent happened)
    {
        if (happened.ResourceOutputsEvent?.Metadata is { Op: OperationType.Update or OperationType.Delete } found && !Urns.IsStack(found.Urn))
        {
            _resources.Add(new(found.Urn, IsGone: found.Op == OperationType.Delete, [.. Properties(found)]));
        }
    }

    private static IEnumerable<DriftedProperty> Properties(StepEventMetadata found)
    {
        if (found is not { Old: { } old, New: { } now })
        {
            return [];
        }

        var inputs = found.DetailedDiff?.Where(diff => diff.Value.InputDiff).Select(diff => diff.Key).ToHashSet() ?? [];
        return (found.DetailedDiff?.Keys ?? found.Diffs ?? []).Order(StringComparer.Ordinal).Select(path => inputs.Contains(path)
            ? new DriftedProperty(path, PropertyPath.Show(old.Inputs, path), PropertyPath.Show(now.Inputs, path))
            : new DriftedProperty(path, PropertyPath.Show(old.Outputs, path), PropertyPath.Show(now.Outputs, path)));
    }
}

/// <summary>A resource that is not as the state has it.</summary>
public sealed record DriftedResource(string Urn, bool IsGone, IReadOnlyList<DriftedProperty> Properties)
{
    public string Name => Urns.NameOf(Urn);

    public string Type => Urns.TypeOf(Urn);
}

/// <summary>A property as the state has it and as it is; null where there is none.</summary>
public sealed record DriftedProperty(string Path, string? Recorded, string? Real);
