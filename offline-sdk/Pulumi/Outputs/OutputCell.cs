using System.Runtime.ExceptionServices;

namespace Pulumi;

/// <summary>
/// What an output holds: a value with its known, secret and origin marks, now or later. Untyped on purpose: everything
/// outputs do is compiled once here instead of once for every type of output.
/// </summary>
internal sealed partial class OutputCell
{
    private static readonly Waiter Closed = new Nobody();

    private object? _value; // while pending: the work list of the run that waits for this cell
    private ResourceSet _resources;
    private Waiter? _waiters; // newest first, or Closed
    private bool _known;
    private bool _secret;
    private bool _failed;

    private OutputCell()
    {
    }

    internal bool IsDone => ReferenceEquals(Volatile.Read(ref _waiters), Closed);

    internal bool IsFailed => _failed;

    internal bool IsKnown => _known;

    internal bool IsSecret => _secret;

    internal ResourceSet Resources => _resources;

    internal Exception Error => ((ExceptionDispatchInfo)_value!).SourceException;

    internal object? Value
    {
        get
        {
            if (_value is DeferredRead read)
            {
                _value = read.Result;
            }

            return _value;
        }
    }

    internal static OutputCell Of(object? value, bool known = true, bool secret = false, ResourceSet resources = default) => new()
    {
        _value = value,
        _known = known,
        _secret = secret,
        _resources = resources,
        _waiters = Closed,
    };

    /// <summary>A failure that nobody waits for yet still fails the run it happens in.</summary>
    internal static OutputCell Failed(Exception error)
    {
        if (error is not OperationCanceledException)
        {
            Deployment.Current?.Work.Report(error);
        }

        return new() { _value = ExceptionDispatchInfo.Capture(error), _failed = true, _waiters = Closed };
    }

    /// <summary>A cell whose run does not end before it is set.</summary>
    internal static OutputCell Pending()
    {
        var work = Deployment.Current?.Work;
        work?.Enter();
        return new() { _value = work };
    }

    /// <summary>A cell that something else, already counted by the run, will set.</summary>
    internal static OutputCell OfResource(Resource resource) => new() { _resources = new(resource) };

    internal CellAwaiter GetAwaiter() => new(this);

    internal void ThrowIfFailed()
    {
        if (_failed)
        {
            ((ExceptionDispatchInfo)_value!).Throw();
        }
    }

    internal void Set(object? value, bool known, bool secret, ResourceSet resources = default)
    {
        var work = _value as WorkList;
        _value = value;
        _known = known;
        _secret = secret;
        _resources = _resources.With(resources);
        Close();
        work?.Exit();
    }

    internal void Fail(Exception error)
    {
        var work = _value as WorkList;
        if (error is not OperationCanceledException)
        {
            work?.Report(error);
        }

        _value = ExceptionDispatchInfo.Capture(error);
        _failed = true;
        Close();
        work?.Exit();
    }

    internal void Follow(OutputCell source)
    {
        if (source._failed)
        {
            Fail(source.Error);
        }
        else
        {
            Set(source._value, source._known, source._secret, source._resources);
        }
    }

    internal void Wait(Waiter waiter)
    {
        var seen = Volatile.Read(ref _waiters);
        while (!ReferenceEquals(seen, Closed))
        {
            waiter.Next = seen;
            var found = Interlocked.CompareExchange(ref _waiters, waiter, seen);
            if (ReferenceEquals(found, seen))
            {
                return;
            }

            seen = found;
        }

        waiter.Next = null;
        waiter.Run();
    }

    private void Close()
    {
        Waiter? first = null;
        for (var waiter = Interlocked.Exchange(ref _waiters, Closed); waiter is not null;)
        {
            (waiter.Next, first, waiter) = (first, waiter, waiter.Next);
        }

        while (first is not null)
        {
            var next = first.Next;
            first.Run();
            first = next;
        }
    }

    private sealed class Nobody() : Waiter(flowsContext: false)
    {
        protected override void Resume()
        {
        }
    }
}
