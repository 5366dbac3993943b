namespace Pulumi;

/// <summary>Counts what a run still waits for, and keeps what went wrong.</summary>
internal sealed class WorkList
{
    private readonly Lock _gate = new();
    private readonly List<Exception> _failures = [];
    private int _open;
    private TaskCompletionSource? _waiting;

    internal void Enter() => Interlocked.Increment(ref _open);

    internal void Exit()
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            lock (_gate)
            {
                _waiting?.TrySetResult();
            }
        }
    }

    /// <summary>One failure reaches many outputs and resources; it counts once, where it began.</summary>
    internal void Report(Exception failure)
    {
        lock (_gate)
        {
            if (!_failures.Exists(known => ReferenceEquals(known, failure) || ReferenceEquals(known, failure.InnerException)))
            {
                _failures.Add(failure);
            }

            _waiting?.TrySetResult();
        }
    }

    /// <summary>Waits until nothing is left to do, or until something fails; answers with the failures so far.</summary>
    internal async Task<Exception[]> FinishAsync()
    {
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting = waiting;
            if (_failures.Count > 0 || Volatile.Read(ref _open) == 0)
            {
                return [.. _failures];
            }
        }

        await waiting.Task.ConfigureAwait(false);
        lock (_gate)
        {
            return [.. _failures];
        }
    }
}
