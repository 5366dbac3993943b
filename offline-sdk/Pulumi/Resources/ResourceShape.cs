using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi;

/// <summary>The outputs that a resource class declares, found once by reflection.</summary>
internal sealed class ResourceShape
{
    private static readonly ConcurrentDictionary<Type, ResourceShape> Known = new();

    private readonly Type _type;
    private readonly (PropertyInfo Property, string Name)[] _marked;
    private ResourceSlot[]? _slots;
    private (string Name, Func<object, object?> Get)[]? _getters;

    private ResourceShape(Type type)
    {
        _type = type;
        _marked = [.. type.GetProperties()
            .Select(property => (property, Mark: property.GetCustomAttribute<OutputAttribute>()))
            .Where(found => found.Mark is not null)
            .Select(found => (found.property, found.Mark!.Name ?? found.property.Name))];
    }

    /// <summary>The outputs that registration fills in. A component of ours fills in its own.</summary>
    internal ResourceSlot[] Slots => _slots ??= MakeSlots(_marked);

    internal static ResourceShape Of(Type type) => Known.GetOrAdd(type, static type => new(type));

    /// <summary>What the outputs of a component hold now, by wire name, the URN aside.</summary>
    internal Dictionary<string, object?> PropertiesOf(Resource resource)
    {
        _getters ??= [.. _marked
            .Where(marked => marked.Property.Name != nameof(Resource.Urn))
            .Select(marked => (marked.Name, Accessor.Getter(marked.Property)))];

        var properties = new Dictionary<string, object?>(_getters.Length);
        foreach (var (name, get) in _getters)
        {
            properties.Add(name, get(resource));
        }

        return properties;
    }

    private ResourceSlot[] MakeSlots((PropertyInfo Property, string Name)[] marked)
    {
        var slots = new ResourceSlot[marked.Length];
        for (var i = 0; i < slots.Length; i++)
        {
            var (property, name) = marked[i];
            var type = property.PropertyType;
            if (!type.IsConstructedGenericType || type.GetGenericTypeDefinition() != typeof(Output<>))
            {
                throw RunException.OutputsHaveIncorrectType([property.GetCustomAttribute<OutputAttribute>()!.Name!]);
            }

            var fullName = $"[Output] {_type.FullName}.{property.Name}";
            var set = Accessor.Setter(property) ?? throw new InvalidOperationException($"{fullName} did not have a 'set' method");
            TypeCheck.Run(fullName, type.GenericTypeArguments[0]);
            if (Array.Exists(slots, slot => slot?.Name == name))
            {
                throw new ArgumentException(
                    $"An element with the same key but a different value already exists. Key: '{name}'");
            }

            slots[i] = new(name, type.GenericTypeArguments[0], set);
        }

        return slots;
    }
}
