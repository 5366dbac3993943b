namespace Pulumi;

/// <summary>The inputs of a resource, or of an object within them.</summary>
public abstract class ResourceArgs : InputArgs
{
    public static readonly ResourceArgs Empty = new NoArgs();

    protected ResourceArgs()
    {
    }

    private sealed class NoArgs : ResourceArgs
    {
        internal override IEnumerable<KeyValuePair<string, object?>> Members() => [];
    }
}
