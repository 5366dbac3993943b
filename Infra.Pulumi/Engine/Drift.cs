using Pulumi.Automation;
using Pulumi.Automation.Events;

namespace Infra.Engine;

/// <summary>The differences between the real resources and the state, collected from the events of a refresh.</summary>
public sealed class Drift
{
    private readonly List<DriftedResource> _resources = [];

    public IReadOnlyList<DriftedResource> Resources => _resources;

    public void OnEvent(EngineEvent engineEvent)
    {
        if (engineEvent.ResourceOutputsEvent?.Metadata is { Op: OperationType.Update or OperationType.Delete } found
            && !UrnParts.IsStack(found.Urn))
        {
            _resources.Add(new(found.Urn, IsDeleted: found.Op == OperationType.Delete, [.. Properties(found)]));
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

/// <summary>A resource that differs from the state.</summary>
public sealed record DriftedResource(string Urn, bool IsDeleted, IReadOnlyList<DriftedProperty> Properties)
{
    public string Name => UrnParts.NameOf(Urn);

    public string Type => UrnParts.TypeOf(Urn);
}

/// <summary>A property's recorded and actual value; null for no value.</summary>
public sealed record DriftedProperty(string Path, string? Recorded, string? Actual);
