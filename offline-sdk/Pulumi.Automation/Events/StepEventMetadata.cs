using System.Collections.Immutable;

namespace Pulumi.Automation.Events;

public class StepEventMetadata
{
    internal StepEventMetadata()
    {
    }

    public OperationType Op { get; internal init; }

    public string Urn { get; internal init; } = "";

    public string Type { get; internal init; } = "";

    public StepEventStateMetadata? Old { get; internal init; }

    public StepEventStateMetadata? New { get; internal init; }

    public ImmutableArray<string>? Keys { get; internal init; }

    public ImmutableArray<string>? Diffs { get; internal init; }

    public IImmutableDictionary<string, PropertyDiff>? DetailedDiff { get; internal init; }

    public bool? Logical { get; internal init; }

    public string Provider { get; internal init; } = "";
}

public class StepEventStateMetadata
{
    internal StepEventStateMetadata()
    {
    }

    public string Urn { get; internal init; } = "";

    public string Type { get; internal init; } = "";

    public bool? Custom { get; internal init; }

    public bool? Delete { get; internal init; }

    public string Id { get; internal init; } = "";

    public string Parent { get; internal init; } = "";

    public bool? Protect { get; internal init; }

    public IImmutableDictionary<string, object> Inputs { get; internal init; } = ImmutableDictionary<string, object>.Empty;

    public IImmutableDictionary<string, object> Outputs { get; internal init; } = ImmutableDictionary<string, object>.Empty;

    public string Provider { get; internal init; } = "";

    public ImmutableArray<string>? InitErrors { get; internal init; }
}

public class PropertyDiff
{
    internal PropertyDiff()
    {
    }

    public DiffKind Kind { get; internal init; }

    public bool InputDiff { get; internal init; }
}

public enum DiffKind
{
    Add,
    AddReplace,
    Delete,
    DeleteReplace,
    Update,
    UpdateReplace,
}
