using System.Collections.Concurrent;
using System.Globalization;
using Pulumi.Automation;

namespace Infra.Engine;

/// <summary>An operation as lines, for a log: what changed, what failed, and now and then what is still running.</summary>
public sealed class ProgressLines : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Progress _progress;
    private readonly TextWriter _text;
    private readonly bool _isPreview;
    private readonly Timer _reminder;
    private readonly ConcurrentDictionary<(string, OperationType, StepState), bool> _told = [];

    public ProgressLines(Progress progress, TextWriter text, bool isPreview)
    {
        _progress = progress;
        _text = TextWriter.Synchronized(text);
        _isPreview = isPreview;
        _reminder = new(_ => Remind(), null, Patience, Patience);
        progress.Changed += Tell;
        progress.Remarked += Tell;
    }

    public void Dispose()
    {
        _reminder.Dispose();
        _progress.Changed -= Tell;
        _progress.Remarked -= Tell;
    }

    private void Tell(Step step)
    {
        if (Urns.IsStack(step.Urn) || step.State is not (StepState.Done or StepState.Failed) || !(step.IsChange || step.State == StepState.Failed)
            || !_told.TryAdd((step.Urn, step.Operation, step.State), true))
        {
            return;
        }

        var word = step.State == StepState.Failed ? "FAILED" : _isPreview ? Words.Counted(step.Operation, true) : Words.Done(step.Operation);
        var took = _isPreview || step.Ended - step.Started < TimeSpan.FromSeconds(1) ? "" : $" in {Seconds(step.Ended - step.Started)}";
        _text.WriteLine($"{Now()} {word,-15} {step.Name} ({Urns.ShortTypeOf(step.Urn)}){took}");
    }

    private void Tell(Remark remark)
    {
        if (remark.Severity is "error" or "warning")
        {
            _text.WriteLine($"{Now()} {remark.Severity,-15} {remark.ToString().ReplaceLineEndings("\n                      ")}");
        }
    }

    private void Remind()
    {
        var running = _progress.In(StepState.Running).Select(step => $"{step.Name} for {Seconds(_progress.Elapsed - step.Started)}").ToList();
        var what = running.Count > 0 ? string.Join(", ", running) : _progress.HasBegun ? "the engine" : _progress.Activity;
        _text.WriteLine($"{Now()} {"still running",-15} {what}");
    }

    private string Now() => $"{_progress.Elapsed.TotalSeconds.ToString("0", CultureInfo.InvariantCulture),5}s";

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)}s";
}
