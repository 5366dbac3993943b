namespace Pulumi;

/// <summary>A class of inputs. Its members marked as inputs are what travels, under their wire names.</summary>
public abstract class InputArgs
{
    // The wire knows arguments of resources and of functions only, so nobody else may derive.
    private protected InputArgs()
    {
    }

    /// <summary>What the members hold, in no order; a required member without a value is an error.</summary>
    internal virtual IEnumerable<KeyValuePair<string, object?>> Members() => ArgsShape.Of(GetType()).Read(this);
}
