namespace Pulumi;

/// <summary>The arguments of a provider function, or of an object within them.</summary>
public abstract class InvokeArgs : InputArgs
{
    public static readonly InvokeArgs Empty = new NoArgs();

    protected InvokeArgs()
    {
    }

    private sealed class NoArgs : InvokeArgs
    {
        internal override IEnumerable<KeyValuePair<string, object?>> Members() => [];
    }
}
