namespace Pulumi;

/// <summary>A resource's answer that is only turned into its typed object if somebody looks at it; hardly anybody does.</summary>
internal sealed class DeferredRead(TypeReader reader, object wire)
{
    private readonly Lazy<object?> _result = new(() => reader.ReadOrDefault(wire));

    internal object? Result => _result.Value;
}
