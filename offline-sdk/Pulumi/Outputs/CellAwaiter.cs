using System.Runtime.CompilerServices;

namespace Pulumi;

/// <summary>Lets async methods await a cell. Yields nothing: a failed cell is for the caller to judge.</summary>
internal readonly struct CellAwaiter(OutputCell cell) : ICriticalNotifyCompletion
{
    public bool IsCompleted => cell.IsDone;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation) => cell.Wait(new Continuation(continuation, flowsContext: true));

    // The async method's own machinery restores its context.
    public void UnsafeOnCompleted(Action continuation) => cell.Wait(new Continuation(continuation, flowsContext: false));

    private sealed class Continuation(Action action, bool flowsContext) : Waiter(flowsContext)
    {
        protected override void Resume() => action();
    }
}
