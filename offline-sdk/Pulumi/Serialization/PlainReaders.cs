using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi;

/// <summary>What is on the wire as the program wants it already.</summary>
internal sealed class PlainReader(Type type) : TypeReader
{
    internal override bool IsCostly => false;

    internal override bool TryRead(object wire, out object? read)
    {
        read = wire;
        return type.IsInstanceOfType(wire);
    }
}

/// <summary>Integers and enumerations of them travel as double.</summary>
internal sealed class WholeNumberReader(Type type) : TypeReader
{
    internal override bool IsCostly => false;

    internal override bool TryRead(object wire, out object? read)
    {
        read = wire is not double number ? null : type.IsEnum ? Enum.ToObject(type, (int)number) : (int)number;
        return read is not null;
    }
}

internal sealed class AssetReader(Type type) : TypeReader
{
    internal override bool IsCostly => false;

    internal override bool TryRead(object wire, out object? read)
    {
        read = type.IsInstanceOfType(wire) ? wire : type == typeof(Archive) ? new InvalidArchive() : new InvalidAsset();
        return true;
    }
}

/// <summary>Open enumerations are structs around a string or a number.</summary>
internal sealed class EnumReader(Type type) : TypeReader
{
    private const BindingFlags Constructors = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    private readonly ConstructorInfo? _ofText = type.GetConstructor(Constructors, [typeof(string)]);
    private readonly ConstructorInfo? _ofNumber = type.GetConstructor(Constructors, [typeof(double)]);

    internal override bool TryRead(object wire, out object? read)
    {
        var constructor = wire is string ? _ofText : wire is double ? _ofNumber : null;
        read = constructor?.Invoke([wire]);
        return read is not null;
    }
}

internal sealed class JsonReader : TypeReader
{
    internal override bool TryRead(object wire, out object? read)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            if (!TryWrite(writer, wire))
            {
                read = null;
                return false;
            }
        }

        read = JsonDocument.Parse(stream.ToArray()).RootElement;
        return true;
    }

    private static bool TryWrite(Utf8JsonWriter writer, object? wire)
    {
        switch (wire)
        {
            case null:
                writer.WriteNullValue();
                return true;
            case string text:
                writer.WriteStringValue(text);
                return true;
            case double number:
                writer.WriteNumberValue(number);
                return true;
            case bool flag:
                writer.WriteBooleanValue(flag);
                return true;
            case ImmutableArray<object?> list:
                writer.WriteStartArray();
                var allItems = list.All(item => TryWrite(writer, item));
                writer.WriteEndArray();
                return allItems;
            case ImmutableDictionary<string, object> members:
                writer.WriteStartObject();
                var allMembers = members.All(member =>
                {
                    writer.WritePropertyName(member.Key);
                    return TryWrite(writer, member.Value);
                });
                writer.WriteEndObject();
                return allMembers;
            default:
                return false;
        }
    }
}
