namespace Pulumi;

/// <summary>An output whose source is only found later. The run waits until it is resolved.</summary>
public sealed class DeferredOutput<T>
{
    private readonly OutputCell _cell = OutputCell.Pending();
    private int _resolved;

    public DeferredOutput() => Output = new(_cell);

    public Output<T> Output { get; }

    public void Resolve(Output<T> output)
    {
        if (Interlocked.Exchange(ref _resolved, 1) == 1)
        {
            throw new InvalidOperationException("DeferredOutput can only be resolved once.");
        }

        output.Cell.Wait(new Resolution(output.Cell, _cell));
    }

    private sealed class Resolution(OutputCell source, OutputCell target) : Waiter
    {
        protected override void Resume() => target.Follow(source);
    }
}
