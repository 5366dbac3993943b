using System.Runtime.CompilerServices;

namespace Pulumi;

/// <summary>Somebody who waits for a cell. Runs where it was declared: the deployment of a run is an async-local.</summary>
internal abstract class Waiter(bool flowsContext = true)
{
    private readonly ExecutionContext? _context = flowsContext ? ExecutionContext.Capture() : null;

    internal Waiter? Next { get; set; }

    internal void Run()
    {
        // A chain of thousands of applies resumes one inside the other; before the stack ends it moves to a fresh one.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            ThreadPool.UnsafeQueueUserWorkItem(static waiter => waiter.Run(), this, preferLocal: true);
        }
        else if (_context is null)
        {
            Resume();
        }
        else
        {
            ExecutionContext.Run(_context, static waiter => ((Waiter)waiter!).Resume(), this);
        }
    }

    protected abstract void Resume();
}
