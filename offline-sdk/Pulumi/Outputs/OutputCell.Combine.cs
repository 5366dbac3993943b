namespace Pulumi;

internal sealed partial class OutputCell
{
    /// <summary>The value passed through a function, unless it is unknown.</summary>
    internal OutputCell Map(Func<object?, object?> func) => Bind(value => Of(func(value)));

    /// <summary>The value passed through a function that answers with an output, or with none for the default.</summary>
    internal OutputCell Bind(Func<object?, OutputCell?> func)
    {
        if (!IsDone)
        {
            return Then(() => Bind(func));
        }

        if (_failed)
        {
            return this;
        }

        if (!_known)
        {
            return _value is null ? this : Of(null, known: false, _secret, _resources);
        }

        try
        {
            var inner = func(Value);
            return inner is null ? Of(null, known: true, _secret, _resources)
                : inner.IsDone ? Marked(inner)
                : inner.Then(() => Marked(inner));
        }
        catch (Exception error)
        {
            return Failed(error);
        }
    }

    internal OutputCell AsSecret(bool secret) =>
        !IsDone ? Then(() => AsSecret(secret))
        : _failed || _secret == secret ? this
        : Of(_value, _known, secret, _resources);

    internal OutputCell WithResources(ResourceSet added) =>
        !IsDone ? Then(() => WithResources(added))
        : _failed ? this
        : Of(_value, _known, _secret, _resources.With(added));

    /// <summary>One cell out of several: known if all are, secret if any is, from wherever any came.</summary>
    internal static OutputCell Join(OutputCell[] cells, Func<OutputCell[], object?> assemble)
    {
        foreach (var cell in cells)
        {
            if (!cell.IsDone)
            {
                var target = Pending();
                cell.Wait(new Joining(cells, target, assemble));
                return target;
            }
        }

        return Joined(cells, assemble);
    }

    internal static OutputCell FromTask<T>(Task<T> task, bool secret = false)
    {
        if (task.IsCompletedSuccessfully)
        {
            return Of(task.Result, secret: secret);
        }

        var target = Pending();
        task.ContinueWith(
            done =>
            {
                if (done.IsCompletedSuccessfully)
                {
                    target.Set(done.Result, known: true, secret);
                }
                else
                {
                    target.Fail(done.Exception?.InnerException ?? new TaskCanceledException(done));
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return target;
    }

    private static OutputCell Joined(OutputCell[] cells, Func<OutputCell[], object?> assemble)
    {
        var (known, secret, resources) = (true, false, default(ResourceSet));
        foreach (var cell in cells)
        {
            if (cell._failed)
            {
                return cell;
            }

            known &= cell._known;
            secret |= cell._secret;
            resources = resources.With(cell._resources);
        }

        try
        {
            return Of(assemble(cells), known, secret, resources);
        }
        catch (Exception error)
        {
            return Failed(error);
        }
    }

    /// <summary>What an inner output holds, under the marks of both.</summary>
    private OutputCell Marked(OutputCell inner) =>
        inner._failed || (!_secret && _resources.IsEmpty) ? inner
        : Of(inner._value, inner._known, _secret || inner._secret, _resources.With(inner._resources));

    private OutputCell Then(Func<OutputCell> next)
    {
        var target = Pending();
        Wait(new Relay(next, target));
        return target;
    }

    private sealed class Relay(Func<OutputCell> next, OutputCell target) : Waiter
    {
        protected override void Resume()
        {
            var result = next();
            if (result.IsDone)
            {
                target.Follow(result);
            }
            else
            {
                result.Wait(new Relay(() => result, target));
            }
        }
    }

    /// <summary>Waits for one cell after the other; starting over for each would be quadratic.</summary>
    private sealed class Joining(OutputCell[] cells, OutputCell target, Func<OutputCell[], object?> assemble) : Waiter
    {
        private int _done;

        protected override void Resume()
        {
            for (; _done < cells.Length; _done++)
            {
                if (!cells[_done].IsDone)
                {
                    cells[_done].Wait(this);
                    return;
                }
            }

            target.Follow(Joined(cells, assemble));
        }
    }
}
