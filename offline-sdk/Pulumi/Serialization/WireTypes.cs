using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Pulumi;

/// <summary>What reflection tells of a type's place on the wire, asked once a type.</summary>
internal static class WireTypes
{
    private static readonly ConcurrentDictionary<Type, object> UnsetArrays = new();
    private static readonly ConcurrentDictionary<Type, MethodInfo?> EnumConversions = new();

    /// <summary>An ImmutableArray that nobody made throws when asked for its length.</summary>
    internal static bool IsDefaultArray(IList list) =>
        list.GetType() is { IsValueType: true } type
        && list.Equals(UnsetArrays.GetOrAdd(type, RuntimeHelpers.GetUninitializedObject));

    internal static object? EnumValue(object value, Func<string> where)
    {
        var type = value.GetType();
        var conversion = EnumConversions.GetOrAdd(type, Conversion)
            ?? throw new InvalidOperationException(
                $"Expected {type.FullName} to have an explicit conversion operator to String or Double.\n\t{where()}");
        return conversion.Invoke(null, [value]);
    }

    internal static void CheckValues(ImmutableDictionary<string, object?> dictionary)
    {
        foreach (var value in dictionary.Values)
        {
            if (value is not null)
            {
                var type = value.GetType();
                TypeCheck.Run(nameof(dictionary), type.IsConstructedGenericType
                    && type.GetGenericTypeDefinition() == typeof(Output<>) ? type.GenericTypeArguments[0] : type);
            }
        }
    }

    private static MethodInfo? Conversion(Type type)
    {
        var method = type.GetMethod("op_Explicit", BindingFlags.Public | BindingFlags.Static, [type]);
        return method?.ReturnType == typeof(string) || method?.ReturnType == typeof(double) ? method : null;
    }
}
