using System.Collections.Concurrent;
using System.Globalization;
using Pulumi.Automation;

namespace Infra.Engine;

/// <summary>An operation as log lines: changes, failures, and a periodic reminder of running steps.</summary>
public sealed class ProgressLines : IDisposable
{
    public static readonly TimeSpan ReminderInterval = TimeSpan.FromSeconds(30);

    private readonly Progress _progress;
    private readonly TextWriter _text;
    private readonly bool _isPreview;
    private readonly Timer _reminder;
    private readonly ConcurrentDictionary<(string, OperationType, StepState), bool> _reported = [];

    public ProgressLines(Progress progress, TextWriter text, bool isPreview)
    {
        _progress = progress;
        _text = TextWriter.Synchronized(text);
        _isPreview = isPreview;
        _reminder = new(_ => WriteReminder(), null, ReminderInterval, ReminderInterval);
        progress.StepChanged += Write;
        progress.DiagnosticReported += Write;
    }

    public void Dispose()
    {
        _reminder.Dispose();
        _progress.StepChanged -= Write;
        _progress.DiagnosticReported -= Write;
    }

    private void Write(ResourceStep step)
    {
        if (UrnParts.IsStack(step.Urn) || step.State is not (StepState.Done or StepState.Failed)
            || !(step.IsChange || step.State == StepState.Failed)
            || !_reported.TryAdd((step.Urn, step.Operation, step.State), true))
        {
            return;
        }

        var word = step.State == StepState.Failed ? "FAILED" : _isPreview ? OperationLabels.Count(step.Operation, true)
            : OperationLabels.Done(step.Operation);
        var took = _isPreview || step.Ended - step.Started < TimeSpan.FromSeconds(1) ? ""
            : $" in {Seconds(step.Ended - step.Started)}";
        _text.WriteLine($"{Now()} {word,-15} {step.Name} ({UrnParts.ShortTypeOf(step.Urn)}){took}");
    }

    private void Write(Diagnostic diagnostic)
    {
        if (diagnostic.Severity is "error" or "warning")
        {
            _text.WriteLine(
                $"{Now()} {diagnostic.Severity,-15} {diagnostic.ToString().ReplaceLineEndings("\n                      ")}");
        }
    }

    private void WriteReminder()
    {
        var running = _progress.StepsIn(StepState.Running)
            .Select(step => $"{step.Name} for {Seconds(_progress.Elapsed - step.Started)}").ToList();
        var what = running.Count > 0 ? string.Join(", ", running) : _progress.HasStarted ? "the engine" : _progress.Activity;
        _text.WriteLine($"{Now()} {"still running",-15} {what}");
    }

    private string Now() => $"{_progress.Elapsed.TotalSeconds.ToString("0", CultureInfo.InvariantCulture),5}s";

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)}s";
}
