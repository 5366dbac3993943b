using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi;

/// <summary>Reads what mocks answered into the type that an output declares. What does not fit reads as the default.</summary>
internal abstract class TypeReader
{
    private static readonly ConcurrentDictionary<Type, TypeReader> Known = new();

    /// <summary>Whether reading makes an object of any size, worth doing only on demand.</summary>
    internal virtual bool IsCostly => true;

    internal static TypeReader Of(Type type) => Known.GetOrAdd(type, Make);

    internal object? ReadOrDefault(object? wire) => wire is not null && TryRead(wire, out var read) ? read : null;

    internal abstract bool TryRead(object wire, out object? read);

    private static TypeReader Make(Type type)
    {
        if (type == typeof(object) || type == typeof(ImmutableDictionary<string, object>))
        {
            return new PlainReader(type);
        }

        if (type == typeof(string) || type == typeof(bool) || type == typeof(double)
            || type == typeof(Resource) || type.IsSubclassOf(typeof(Resource)))
        {
            return new PlainReader(typeof(Resource).IsAssignableFrom(type) ? typeof(Resource) : type);
        }

        if (type == typeof(int) || type.IsEnum)
        {
            return new WholeNumberReader(type);
        }

        if (typeof(AssetOrArchive).IsAssignableFrom(type))
        {
            return new AssetReader(type);
        }

        if (type == typeof(JsonElement))
        {
            return new JsonReader();
        }

        if (type.IsValueType && type.IsDefined(typeof(EnumTypeAttribute)))
        {
            return new EnumReader(type);
        }

        if (type.IsConstructedGenericType)
        {
            return MakeGeneric(type);
        }

        return type.IsInterface && type.GetCustomAttribute<DiscriminatedUnionDiscriminatorAttribute>() is { } union
            ? new CaseReader(type, union.PropertyName)
            : new ObjectReader(type);
    }

    private static TypeReader MakeGeneric(Type type)
    {
        var definition = type.GetGenericTypeDefinition();
        if (definition == typeof(Nullable<>))
        {
            return Of(type.GenericTypeArguments[0]);
        }

        var (reader, arguments) = definition == typeof(Union<,>) ? (typeof(UnionReader<,>), type.GenericTypeArguments)
            : definition == typeof(ImmutableArray<>) ? (typeof(ListReader<>), type.GenericTypeArguments)
            : definition == typeof(ImmutableDictionary<,>) ? (typeof(MapReader<>), [type.GenericTypeArguments[1]])
            : definition == typeof(Output<>) ? (typeof(OutputReader<>), type.GenericTypeArguments)
            : throw new InvalidOperationException($"Unexpected generic target type {type.FullName}");
        return (TypeReader)Activator.CreateInstance(reader.MakeGenericType(arguments))!;
    }
}
