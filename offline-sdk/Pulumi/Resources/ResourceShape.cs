using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi;

/// <summary>The outputs that a resource class declares, found once by reflection.</summary>
internal sealed class ResourceShape
{
    private static readonly ConcurrentDictionary<Type, ResourceShape> Known = new();

    private readonly Type _type;
    private readonly List<Marked> _marked = [];
    private ResourceSlot[]? _slots;

    private ResourceShape(Type type)
    {
        _type = type;
        foreach (var property in type.GetProperties())
        {
            if (property.GetCustomAttribute<OutputAttribute>() is { } mark)
            {
                _marked.Add(new(property, mark.Name));
            }
        }
    }

    /// <summary>The outputs that registration fills in. A component of ours fills in its own.</summary>
    internal ResourceSlot[] Slots => _slots ??= MakeSlots();

    internal static ResourceShape Of(Type type) => Known.GetOrAdd(type, static type => new(type));

    /// <summary>What the outputs of a component hold now, by wire name, the URN aside.</summary>
    internal Dictionary<string, object?> PropertiesOf(Resource resource)
    {
        var properties = new Dictionary<string, object?>(_marked.Count);
        foreach (var marked in _marked)
        {
            if (marked.Property.Name != nameof(Resource.Urn))
            {
                properties.Add(marked.Name, marked.Get(resource));
            }
        }

        return properties;
    }

    private ResourceSlot[] MakeSlots()
    {
        var slots = new ResourceSlot[_marked.Count];
        for (var i = 0; i < slots.Length; i++)
        {
            var (property, name) = (_marked[i].Property, _marked[i].Name);
            var type = property.PropertyType;
            if (!type.IsConstructedGenericType || type.GetGenericTypeDefinition() != typeof(Output<>))
            {
                throw RunException.OutputsHaveIncorrectType([_marked[i].Declared!]);
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

    private sealed class Marked(PropertyInfo property, string? declared)
    {
        private Func<object, object?>? _get;

        public PropertyInfo Property { get; } = property;

        public string? Declared { get; } = declared;

        public string Name { get; } = declared ?? property.Name;

        public Func<object, object?> Get => _get ??= Accessor.Getter(Property);
    }
}
