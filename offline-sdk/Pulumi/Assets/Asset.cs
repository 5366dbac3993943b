namespace Pulumi;

/// <summary>A single blob: a file, a text or what a URI leads to.</summary>
public abstract class Asset : AssetOrArchive
{
    private protected Asset(object value) : base(value)
    {
    }
}

/// <summary>The contents of a local file.</summary>
public sealed class FileAsset(string path) : Asset(path);

/// <summary>A text held in memory.</summary>
public sealed class StringAsset(string text) : Asset(text);

/// <summary>What a URI leads to.</summary>
public sealed class RemoteAsset(string uri) : Asset(uri);

/// <summary>Stands where a provider answered something that is no asset.</summary>
internal sealed class InvalidAsset() : Asset(string.Empty);
