using System.Diagnostics;
using Infra.Planning;
using Pulumi.Automation;
using Pulumi.Automation.Events;

namespace Infra.Engine;

/// <summary>The progress of an operation: finished steps from the engine's events, expected ones from the plan.</summary>
public sealed class Progress
{
    private readonly Dictionary<string, ResourceStep> _steps = [];
    private readonly Dictionary<string, string> _parents = [];
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _lock = new();

    /// <param name="expected">The planned resources; empty without a plan.</param>
    public Progress(IEnumerable<PlannedResource> expected)
    {
        foreach (var resource in expected)
        {
            _parents[resource.Urn] = resource.Parent ?? "";
            AddStep(resource.Urn, resource.DependsOn);
        }
    }

    /// <summary>A step has started or ended. Raised on the thread that reads the events.</summary>
    public event Action<ResourceStep>? StepChanged;

    public event Action<Diagnostic>? DiagnosticReported;

    public TimeSpan Elapsed => _clock.Elapsed;

    public SummaryEvent? Summary { get; private set; }

    /// <summary>The current activity before the first resource, such as building the program.</summary>
    public string Activity { get; private set; } = "starting";

    public bool HasStarted { get; private set; }

    public IReadOnlyList<ResourceStep> Steps => Locked(() => _steps.Values.ToList());

    /// <summary>The messages of the engine, the providers and the program.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => Locked(() => _diagnostics.ToList());

    public IEnumerable<ResourceStep> StepsIn(StepState state) =>
        Steps.Where(step => step.State == state && !UrnParts.IsStack(step.Urn));

    /// <summary>The steps with a change, except the stack itself.</summary>
    public IEnumerable<ResourceStep> Changes => StepsIn(StepState.Done).Where(step => step.IsChange);

    public void OnEvent(EngineEvent engineEvent)
    {
        if (engineEvent.ResourcePreEvent is { } begun)
        {
            UpdateStep(begun.Metadata, StepState.Running);
        }
        else if (engineEvent.ResourceOutputsEvent is { } ended)
        {
            UpdateStep(ended.Metadata, StepState.Done);
        }
        else if (engineEvent.ResourceOperationFailedEvent is { } failed)
        {
            UpdateStep(failed.Metadata, StepState.Failed);
        }
        else if (engineEvent.DiagnosticEvent is { } diagnostic)
        {
            OnDiagnostic(diagnostic);
        }
        else if (engineEvent.SummaryEvent is { } summary)
        {
            Summary = summary;
        }
    }

    private void UpdateStep(StepEventMetadata metadata, StepState state)
    {
        ResourceStep step;
        lock (_lock)
        {
            HasStarted = true;
            _parents.TryAdd(metadata.Urn, (metadata.New ?? metadata.Old)?.Parent ?? "");
            step = AddStep(metadata.Urn, []);

            // The steps of a replacement end one after the other. A final "same" must not overwrite them.
            if (metadata.Op != OperationType.Same || step.State == StepState.Waiting)
            {
                step.Operation = metadata.Op;
            }

            step.Started = step.State == StepState.Running ? step.Started : Elapsed;
            step.Ended = Elapsed;
            step.State = step.State == StepState.Failed ? StepState.Failed : state;
        }

        StepChanged?.Invoke(step);
    }

    private void OnDiagnostic(DiagnosticEvent diagnostic)
    {
        var text = Redactor.Redact(diagnostic.Message).Trim();
        if (text.Length == 0)
        {
            return;
        }

        var reported = new Diagnostic(diagnostic.Urn, diagnostic.Severity, text);
        lock (_lock)
        {
            if (diagnostic.Ephemeral == true || diagnostic.Severity == "info")
            {
                SetStatus(diagnostic.Urn, text.Split('\n')[0]);
            }

            if (diagnostic.Ephemeral == true || _diagnostics.Contains(reported))
            {
                return;
            }

            _diagnostics.Add(reported);
        }

        DiagnosticReported?.Invoke(reported);
    }

    private void SetStatus(string? urn, string text)
    {
        if (urn is not null && _steps.TryGetValue(urn, out var step))
        {
            step.Status = text;
        }
        else if (!HasStarted)
        {
            Activity = text.StartsWith("running 'dotnet build", StringComparison.Ordinal) ? "building the program" : Activity;
            Activity = text.EndsWith("completed successfully", StringComparison.Ordinal) ? "starting the program" : Activity;
        }
    }

    private ResourceStep AddStep(string urn, IReadOnlyList<string> dependsOn)
    {
        if (!_steps.TryGetValue(urn, out var step))
        {
            step = _steps[urn] = new() { Urn = urn, DependsOn = dependsOn, Group = GroupOf(urn) };
        }

        return step;
    }

    private string GroupOf(string urn)
    {
        while (_parents.TryGetValue(urn, out var parent) && parent.Length > 0 && !UrnParts.IsStack(parent))
        {
            urn = parent;
        }

        return urn;
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }
}

/// <summary>A message of a resource or of the engine itself.</summary>
public sealed record Diagnostic(string? Urn, string Severity, string Text)
{
    public bool IsError => Severity == "error";

    public override string ToString() => Urn is null || UrnParts.IsStack(Urn) ? Text : $"{UrnParts.NameOf(Urn)}: {Text}";
}
