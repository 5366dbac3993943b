using System.Reflection;
using System.Runtime.CompilerServices;

namespace Pulumi;

/// <summary>Reads and writes properties by delegate: reflection would generate code for each property at run time.</summary>
internal static class Accessor
{
    private const BindingFlags Declared = BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance;

    internal static Func<object, object?> Getter(PropertyInfo property)
    {
        if (property.PropertyType.IsValueType || property.GetMethod is not { IsStatic: false } getter)
        {
            return property.GetValue;
        }

        var type = typeof(Func<,>).MakeGenericType(property.DeclaringType!, typeof(object));

        // Delegates over classes share their code, and only instances of the declaring class are ever passed.
        return Unsafe.As<Func<object, object?>>(getter.CreateDelegate(type));
    }

    internal static Action<object, object?>? Setter(PropertyInfo property)
    {
        var setter = property.DeclaringType!.GetMethod($"set_{property.Name}", Declared);
        if (setter is null)
        {
            return null;
        }

        var type = typeof(Action<,>).MakeGenericType(property.DeclaringType!, property.PropertyType);
        return Unsafe.As<Action<object, object?>>(setter.CreateDelegate(type));
    }
}
