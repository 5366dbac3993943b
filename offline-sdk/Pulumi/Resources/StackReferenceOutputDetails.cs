namespace Pulumi;

/// <summary>One output of another stack, under the property that tells whether it is secret.</summary>
public sealed class StackReferenceOutputDetails
{
    public object? Value { get; set; }

    public object? SecretValue { get; set; }
}
