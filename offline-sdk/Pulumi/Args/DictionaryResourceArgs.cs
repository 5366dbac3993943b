using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The inputs of a resource as a dictionary by wire name.</summary>
public sealed class DictionaryResourceArgs : ResourceArgs
{
    private readonly ImmutableDictionary<string, object?> _dictionary;

    public DictionaryResourceArgs(ImmutableDictionary<string, object?> dictionary)
    {
        WireTypes.CheckValues(dictionary);
        _dictionary = dictionary;
    }

    internal override IEnumerable<KeyValuePair<string, object?>> Members() => _dictionary;
}
