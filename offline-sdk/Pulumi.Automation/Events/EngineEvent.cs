using System.Collections.Immutable;

namespace Pulumi.Automation.Events;

public class EngineEvent
{
    internal EngineEvent()
    {
    }

    public int Sequence { get; internal init; }

    public int Timestamp { get; internal init; }

    public CancelEvent? CancelEvent { get; internal init; }

    public StandardOutputEngineEvent? StandardOutputEvent { get; internal init; }

    public DiagnosticEvent? DiagnosticEvent { get; internal init; }

    public PreludeEvent? PreludeEvent { get; internal init; }

    public SummaryEvent? SummaryEvent { get; internal init; }

    public ResourcePreEvent? ResourcePreEvent { get; internal init; }

    public ResourceOutputsEvent? ResourceOutputsEvent { get; internal init; }

    public ResourceOperationFailedEvent? ResourceOperationFailedEvent { get; internal init; }
}

public class CancelEvent
{
    internal CancelEvent()
    {
    }
}

public class StandardOutputEngineEvent
{
    internal StandardOutputEngineEvent()
    {
    }

    public string Message { get; internal init; } = "";

    public string Color { get; internal init; } = "";
}

public class DiagnosticEvent
{
    internal DiagnosticEvent()
    {
    }

    public string? Urn { get; internal init; }

    public string? Prefix { get; internal init; }

    public string Message { get; internal init; } = "";

    public string Color { get; internal init; } = "";

    public string Severity { get; internal init; } = "";

    public string? StreamId { get; internal init; }

    public bool? Ephemeral { get; internal init; }
}

public class PreludeEvent
{
    internal PreludeEvent()
    {
    }

    public IImmutableDictionary<string, string> Config { get; internal init; } = ImmutableDictionary<string, string>.Empty;
}

public class SummaryEvent
{
    internal SummaryEvent()
    {
    }

    public bool MaybeCorrupt { get; internal init; }

    public int DurationSeconds { get; internal init; }

    public IImmutableDictionary<OperationType, int> ResourceChanges { get; internal init; } = ImmutableDictionary<OperationType, int>.Empty;

    public IImmutableDictionary<string, string> PolicyPacks { get; internal init; } = ImmutableDictionary<string, string>.Empty;
}

public class ResourcePreEvent
{
    internal ResourcePreEvent(StepEventMetadata metadata) => Metadata = metadata;

    public StepEventMetadata Metadata { get; }

    public bool? Planning { get; internal init; }
}

public class ResourceOutputsEvent
{
    internal ResourceOutputsEvent(StepEventMetadata metadata) => Metadata = metadata;

    public StepEventMetadata Metadata { get; }

    public bool? Planning { get; internal init; }
}

public class ResourceOperationFailedEvent
{
    internal ResourceOperationFailedEvent(StepEventMetadata metadata) => Metadata = metadata;

    public StepEventMetadata Metadata { get; }

    public int Status { get; internal init; }

    public int Steps { get; internal init; }
}
