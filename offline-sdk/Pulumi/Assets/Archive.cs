using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A bundle of files.</summary>
public abstract class Archive : AssetOrArchive
{
    private protected Archive(object value) : base(value)
    {
    }
}

/// <summary>An archive put together from named assets and archives.</summary>
public sealed class AssetArchive(IDictionary<string, AssetOrArchive> assets) : Archive(assets.ToImmutableDictionary());

/// <summary>A local archive file or folder.</summary>
public sealed class FileArchive(string path) : Archive(path);

/// <summary>An archive that a URI leads to.</summary>
public sealed class RemoteArchive(string uri) : Archive(uri);

/// <summary>Stands where a provider answered something that is no archive.</summary>
internal sealed class InvalidArchive() : Archive(ImmutableDictionary<string, AssetOrArchive>.Empty);
