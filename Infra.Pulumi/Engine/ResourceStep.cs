using Pulumi.Automation;

namespace Infra.Engine;

/// <summary>The progress of a resource in an operation.</summary>
public sealed class ResourceStep
{
    public required string Urn { get; init; }

    /// <summary>Its planned dependencies, by URN.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    public StepState State { get; set; }

    public OperationType Operation { get; set; } = OperationType.Same;

    public TimeSpan Started { get; set; }

    public TimeSpan Ended { get; set; }

    /// <summary>The last message of its provider, such as what it waits for.</summary>
    public string? Status { get; set; }

    public string Name => UrnParts.NameOf(Urn);

    public string Type => UrnParts.TypeOf(Urn);

    /// <summary>Its topmost component below the stack, or itself.</summary>
    public required string Group { get; init; }

    public bool IsChange => Operation is not (OperationType.Same or OperationType.Refresh or OperationType.Read);
}

/// <summary>The state of a step.</summary>
public enum StepState
{
    Waiting,
    Running,
    Done,
    Failed,
}
