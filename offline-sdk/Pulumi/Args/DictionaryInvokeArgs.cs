using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The arguments of a provider function as a dictionary by wire name.</summary>
public sealed class DictionaryInvokeArgs : InvokeArgs
{
    private readonly ImmutableDictionary<string, object?> _dictionary;

    public DictionaryInvokeArgs(ImmutableDictionary<string, object?> dictionary)
    {
        WireTypes.CheckValues(dictionary);
        _dictionary = dictionary;
    }

    internal override IEnumerable<KeyValuePair<string, object?>> Members() => _dictionary;
}
