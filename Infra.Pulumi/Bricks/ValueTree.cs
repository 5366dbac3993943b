using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Pulumi;

namespace Infra.Bricks;

/// <summary>
/// Turns an object such as `new { crds = new { enabled = true } }` into the maps that Helm values and custom resources are, so that they read in C# as they do
/// in YAML. Names that C# cannot spell go into a dictionary.
/// </summary>
public static class ValueTree
{
    public static InputMap<object> From(object values) => Map(values);

    private static ImmutableDictionary<string, object> Map(object values)
    {
        var map = ImmutableDictionary.CreateBuilder<string, object>();
        if (values is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                Add(map, (string)entry.Key, entry.Value);
            }
        }
        else
        {
            foreach (var property in values.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                Add(map, property.Name, property.GetValue(values));
            }
        }

        return map.ToImmutable();
    }

    private static void Add(ImmutableDictionary<string, object>.Builder map, string name, object? value)
    {
        if (value is not null)
        {
            map[name] = Value(value);
        }
    }

    private static object Value(object value) => value switch
    {
        string or bool or int or double => value,
        decimal number => (double)number,
        IDictionary => Map(value),
        IEnumerable list => list.Cast<object>().Select(Value).ToImmutableArray(),
        _ when value.GetType().Namespace == "Pulumi" => value, // an output: known only when its resource exists
        _ => Map(value),
    };
}
