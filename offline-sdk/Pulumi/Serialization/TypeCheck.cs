using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi;

/// <summary>Refuses output types that nothing on the wire can be read into.</summary>
internal static class TypeCheck
{
    private const BindingFlags Constructors = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    private static readonly ConcurrentDictionary<Type, bool> Checked = new();

    private static readonly HashSet<Type> Plain =
    [
        typeof(bool), typeof(int), typeof(double), typeof(string), typeof(object), typeof(Asset), typeof(Archive),
        typeof(AssetOrArchive), typeof(JsonElement), typeof(Resource), typeof(ImmutableDictionary<string, object>),
        typeof(ImmutableArray<object>),
    ];

    internal static void Run(string context, Type type) => Run(context, type, []);

    /// <summary>The constructor that fills an output type: the marked one, or the only public one.</summary>
    internal static ConstructorInfo? ConstructorOf(Type type)
    {
        var all = type.GetConstructors(Constructors);
        return Array.Find(all, constructor => constructor.IsDefined(typeof(OutputConstructorAttribute)))
            ?? (Array.FindAll(all, constructor => constructor.IsPublic) is [var only] ? only : null);
    }

    private static void Run(string context, Type type, HashSet<Type> seen)
    {
        if (Plain.Contains(type) || type.IsSubclassOf(typeof(Resource)) || Checked.ContainsKey(type) || !seen.Add(type))
        {
            return;
        }

        if (type.IsEnum && type.GetEnumUnderlyingType() == typeof(int))
        {
            return;
        }

        if (type.IsValueType && type.IsDefined(typeof(EnumTypeAttribute)))
        {
            CheckEnum(type);
        }
        else if (type.IsConstructedGenericType)
        {
            CheckGeneric(context, type, seen);
        }
        else if (type.IsInterface && type.IsDefined(typeof(DiscriminatedUnionDiscriminatorAttribute)))
        {
            CheckCases(type, seen);
        }
        else
        {
            CheckOutputType(context, type, seen);
        }

        Checked.TryAdd(type, true);
    }

    private static void CheckEnum(Type type)
    {
        foreach (var underlying in new[] { typeof(string), typeof(double) })
        {
            if (type.GetConstructor(Constructors, [underlying]) is not null)
            {
                var conversion = type.GetMethod("op_Explicit", BindingFlags.Public | BindingFlags.Static, [type]);
                if (conversion?.ReturnType == underlying)
                {
                    return;
                }

                throw new InvalidOperationException(
                    $"{type.FullName} had [{nameof(EnumTypeAttribute)}], " +
                    $"but did not contain an explicit conversion operator to {underlying.FullName}.");
            }
        }

        throw new InvalidOperationException(
            $"{type.FullName} had [{nameof(EnumTypeAttribute)}], " +
            "but did not contain constructor with a single String or Double parameter.");
    }

    private static void CheckGeneric(string context, Type type, HashSet<Type> seen)
    {
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GenericTypeArguments;
        if (definition == typeof(ImmutableDictionary<,>))
        {
            if (arguments[0] != typeof(string))
            {
                throw new InvalidOperationException($"{context} contains invalid type {type.FullName}:\n    " +
                    "The only allowed ImmutableDictionary 'TKey' type is 'String'.");
            }
        }
        else if (definition != typeof(Nullable<>) && definition != typeof(Union<,>)
            && definition != typeof(ImmutableArray<>) && definition != typeof(Output<>))
        {
            throw new InvalidOperationException($"{context} contains invalid type {type.FullName}:\n    " +
                "The only generic types allowed are ImmutableArray<...> and ImmutableDictionary<string, ...>");
        }

        foreach (var argument in arguments)
        {
            Run(context, argument, seen);
        }
    }

    private static void CheckCases(Type type, HashSet<Type> seen)
    {
        foreach (var found in type.GetCustomAttributes<DiscriminatedUnionCaseAttribute>())
        {
            if (!type.IsAssignableFrom(found.Type))
            {
                throw new InvalidOperationException(
                    $"{type.FullName} had [{nameof(DiscriminatedUnionCaseAttribute)}(\"{found.Tag}\")] " +
                    $"with type {found.Type.FullName} that is not assignable to {type.FullName}.");
            }

            Run($"{type.FullName}(\"{found.Tag}\")", found.Type, seen);
        }
    }

    private static void CheckOutputType(string context, Type type, HashSet<Type> seen)
    {
        if (!type.IsDefined(typeof(OutputTypeAttribute)))
        {
            throw new InvalidOperationException(
                $"{context} contains invalid type {type.FullName}. Allowed types are:\n    String, Boolean, Int32, Double,\n" +
                "    Nullable<...>, ImmutableArray<...> and ImmutableDictionary<string, ...> or\n" +
                $"    a class explicitly marked with the [{nameof(OutputTypeAttribute)}].");
        }

        // A provider package has hundreds of them, generated and sound: looking through all would cost each start 10 ms.
        if (type.Assembly.GetName().Name!.StartsWith("Pulumi.", StringComparison.Ordinal))
        {
            return;
        }

        var constructor = ConstructorOf(type) ?? throw new InvalidOperationException(
            $"{type.FullName} had [{nameof(OutputTypeAttribute)}], " +
            $"but did not contain constructor marked with [{nameof(OutputConstructorAttribute)}].");
        foreach (var parameter in constructor.GetParameters())
        {
            Run($"{type.FullName}({parameter.Name})", parameter.ParameterType, seen);
        }
    }
}
