using Pulumi.Automation;

namespace Infra.Engine;

/// <summary>A resource on its way through an operation.</summary>
public sealed class Step
{
    public required string Urn { get; init; }

    /// <summary>What it needs first, by URN, as far as the plan knows.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    public StepState State { get; set; }

    public OperationType Operation { get; set; } = OperationType.Same;

    public TimeSpan Started { get; set; }

    public TimeSpan Ended { get; set; }

    /// <summary>What its provider said last, such as what it waits for.</summary>
    public string? Said { get; set; }

    public string Name => Urns.NameOf(Urn);

    public string Type => Urns.TypeOf(Urn);

    /// <summary>The component right below the stack that it belongs to, or itself.</summary>
    public required string Group { get; init; }

    public bool IsChange => Operation is not (OperationType.Same or OperationType.Refresh or OperationType.Read);
}

/// <summary>How far a step is.</summary>
public enum StepState
{
    Waiting,
    Running,
    Done,
    Failed,
}
