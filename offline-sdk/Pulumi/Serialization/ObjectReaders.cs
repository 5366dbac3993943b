using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi;

/// <summary>Fills an output type through its constructor.</summary>
internal sealed class ObjectReader : TypeReader
{
    private readonly ConstructorInfo? _constructor;

    internal ObjectReader(Type type)
    {
        _constructor = type.IsDefined(typeof(OutputTypeAttribute)) ? TypeCheck.ConstructorOf(type) : null;
        Parameters = new(() => [.. _constructor!.GetParameters().Select(parameter => (
            parameter.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? parameter.Name!,
            Of(parameter.ParameterType)))]);
    }

    // Late, because output types may contain themselves.
    private Lazy<(string Name, TypeReader Reader)[]> Parameters { get; }

    internal override bool TryRead(object wire, out object? read)
    {
        read = null;
        if (_constructor is null || wire is not ImmutableDictionary<string, object> members)
        {
            return false;
        }

        read = _constructor.Invoke(Array.ConvertAll(
            Parameters.Value, parameter => parameter.Reader.ReadOrDefault(members.GetValueOrDefault(parameter.Name))));
        return true;
    }
}

/// <summary>Picks the class of a discriminated union by its tag.</summary>
internal sealed class CaseReader(Type type, string property) : TypeReader
{
    private readonly Dictionary<string, Type> _cases = type.GetCustomAttributes<DiscriminatedUnionCaseAttribute>()
        .ToDictionary(found => found.Tag, found => found.Type);

    internal override bool TryRead(object wire, out object? read)
    {
        read = null;
        return wire is ImmutableDictionary<string, object> members
            && members.GetValueOrDefault(property) is string tag
            && _cases.TryGetValue(tag, out var found)
            && Of(found).TryRead(wire, out read);
    }
}
