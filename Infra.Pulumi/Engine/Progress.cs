using System.Diagnostics;
using Infra.Planning;
using Pulumi.Automation;
using Pulumi.Automation.Events;

namespace Infra.Engine;

/// <summary>What an operation has done so far, told by the engine's events, and what the plan says is still to come.</summary>
public sealed class Progress
{
    private readonly Dictionary<string, Step> _steps = [];
    private readonly Dictionary<string, string> _parents = [];
    private readonly List<Remark> _remarks = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _lock = new();

    /// <param name="expected">What the plan says will be worked on; none where no plan knows.</param>
    public Progress(IEnumerable<PlannedResource> expected)
    {
        foreach (var resource in expected)
        {
            _parents[resource.Urn] = resource.Parent ?? "";
            Add(resource.Urn, resource.DependsOn);
        }
    }

    /// <summary>A step has begun or ended. Called by the thread that reads the events.</summary>
    public event Action<Step>? Changed;

    public event Action<Remark>? Remarked;

    public TimeSpan Elapsed => _clock.Elapsed;

    public SummaryEvent? Summary { get; private set; }

    /// <summary>What it does before there are resources, such as building the program.</summary>
    public string Activity { get; private set; } = "starting";

    public bool HasBegun { get; private set; }

    public IReadOnlyList<Step> Steps => Locked(() => _steps.Values.ToList());

    /// <summary>What the engine, the providers and the program had to say.</summary>
    public IReadOnlyList<Remark> Remarks => Locked(() => _remarks.ToList());

    public IEnumerable<Step> In(StepState state) => Steps.Where(step => step.State == state && !Urns.IsStack(step.Urn));

    /// <summary>The steps that changed something, the stack itself aside.</summary>
    public IEnumerable<Step> Changes => In(StepState.Done).Where(step => step.IsChange);

    public void See(EngineEvent happened)
    {
        if (happened.ResourcePreEvent is { } begun)
        {
            Move(begun.Metadata, StepState.Running);
        }
        else if (happened.ResourceOutputsEvent is { } ended)
        {
            Move(ended.Metadata, StepState.Done);
        }
        else if (happened.ResourceOperationFailedEvent is { } failed)
        {
            Move(failed.Metadata, StepState.Failed);
        }
        else if (happened.DiagnosticEvent is { } diagnostic)
        {
            Hear(diagnostic);
        }
        else if (happened.SummaryEvent is { } summary)
        {
            Summary = summary;
        }
    }

    private void Move(StepEventMetadata metadata, StepState state)
    {
        Step step;
        lock (_lock)
        {
            HasBegun = true;
            _parents.TryAdd(metadata.Urn, (metadata.New ?? metadata.Old)?.Parent ?? "");
            step = Add(metadata.Urn, []);

            // The steps of a replacement end one after the other; "same" after them must not hide what was done.
            if (metadata.Op != OperationType.Same || step.State == StepState.Waiting)
            {
                step.Operation = metadata.Op;
            }

            step.Started = step.State == StepState.Running ? step.Started : Elapsed;
            step.Ended = Elapsed;
            step.State = step.State == StepState.Failed ? StepState.Failed : state;
        }

        Changed?.Invoke(step);
    }

    private void Hear(DiagnosticEvent diagnostic)
    {
        var text = Scrub.Text(diagnostic.Message).Trim();
        if (text.Length == 0)
        {
            return;
        }

        var remark = new Remark(diagnostic.Urn, diagnostic.Severity, text);
        lock (_lock)
        {
            if (diagnostic.Ephemeral == true || diagnostic.Severity == "info")
            {
                Said(diagnostic.Urn, text.Split('\n')[0]);
            }

            if (diagnostic.Ephemeral == true || _remarks.Contains(remark))
            {
                return;
            }

            _remarks.Add(remark);
        }

        Remarked?.Invoke(remark);
    }

    private void Said(string? urn, string text)
    {
        if (urn is not null && _steps.TryGetValue(urn, out var step))
        {
            step.Said = text;
        }
        else if (!HasBegun)
        {
            Activity = text.StartsWith("running 'dotnet build", StringComparison.Ordinal) ? "building the program" : Activity;
            Activity = text.EndsWith("completed successfully", StringComparison.Ordinal) ? "starting the program" : Activity;
        }
    }

    private Step Add(string urn, IReadOnlyList<string> needs)
    {
        if (!_steps.TryGetValue(urn, out var step))
        {
            step = _steps[urn] = new() { Urn = urn, Needs = needs, Group = GroupOf(urn) };
        }

        return step;
    }

    private string GroupOf(string urn)
    {
        while (_parents.TryGetValue(urn, out var parent) && parent.Length > 0 && !Urns.IsStack(parent))
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

/// <summary>Something said on the way, by a resource or by the engine itself.</summary>
public sealed record Remark(string? Urn, string Severity, string Text)
{
    public bool IsError => Severity == "error";

    public override string ToString() => Urn is null || Urns.IsStack(Urn) ? Text : $"{Urns.NameOf(Urn)}: {Text}";
}
