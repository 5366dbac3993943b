namespace Pulumi;

/// <summary>A file, a text or a bundle of them that travels to a provider as it is.</summary>
public abstract class AssetOrArchive
{
    // Only the kinds below are on the wire, so nobody else may derive.
    private protected AssetOrArchive(object value) => Value = value ?? throw new ArgumentNullException(nameof(value));

    internal object Value { get; }
}
