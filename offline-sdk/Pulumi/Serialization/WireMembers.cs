using System.Collections;
using System.Reflection;

namespace Pulumi;

/// <summary>The entries of whatever counts as an object on the wire.</summary>
internal static class WireMembers
{
    internal static IEnumerable<KeyValuePair<string, object?>>? Of(object value, Func<string> where) => value switch
    {
        IEnumerable<KeyValuePair<string, object?>> entries => entries,
        InputArgs args => args.Members(),
        IInputMap { AreLiteral: true } map => map.Items,
        IDictionary dictionary => Entries(dictionary, where),
        _ => null,
    };

    /// <summary>Mocks may answer with a dictionary, an args class or an output type.</summary>
    internal static IEnumerable<KeyValuePair<string, object?>> OfState(object? state) => state switch
    {
        null => throw new InvalidOperationException("The mocks answered with nothing: an empty dictionary says that."),
        _ when Of(state, () => string.Empty) is { } members => members,
        _ when state.GetType().IsDefined(typeof(OutputTypeAttribute)) => OfOutputType(state),
        _ => throw new InvalidOperationException($"{state.GetType().FullName} is not a supported argument type.\n\t"),
    };

    /// <summary>Output types travel by their readonly fields, with a small first letter.</summary>
    internal static IEnumerable<KeyValuePair<string, object?>> OfOutputType(object value) => value.GetType()
        .GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        .Where(field => field.IsInitOnly)
        .Select(field => KeyValuePair.Create(char.ToLowerInvariant(field.Name[0]) + field.Name[1..], field.GetValue(value)));

    private static IEnumerable<KeyValuePair<string, object?>> Entries(IDictionary dictionary, Func<string> where)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            yield return entry.Key is string key
                ? new(key, entry.Value)
                : throw new InvalidOperationException($"Dictionaries are only supported with string keys:\n\t{where()}");
        }
    }
}
