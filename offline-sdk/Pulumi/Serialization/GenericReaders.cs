using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Pulumi;

internal sealed class ListReader<T> : TypeReader
{
    internal override bool TryRead(object wire, out object? read)
    {
        read = null;
        if (wire is not ImmutableArray<object?> list)
        {
            return false;
        }

        var reader = Of(typeof(T));
        var items = new T[list.Length];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Output<T>.Unbox(reader.ReadOrDefault(list[i]));
        }

        read = ImmutableCollectionsMarshal.AsImmutableArray(items);
        return true;
    }
}

internal sealed class MapReader<T> : TypeReader
{
    internal override bool TryRead(object wire, out object? read)
    {
        read = null;
        if (wire is not ImmutableDictionary<string, object> members)
        {
            return false;
        }

        var reader = Of(typeof(T));
        var items = ImmutableDictionary.CreateBuilder<string, T>();
        foreach (var (key, value) in members)
        {
            items[key] = Output<T>.Unbox(reader.ReadOrDefault(value));
        }

        read = items.ToImmutable();
        return true;
    }
}

internal sealed class UnionReader<T0, T1> : TypeReader
{
    internal override bool TryRead(object wire, out object? read)
    {
        if (Of(typeof(T0)).TryRead(wire, out var first))
        {
            read = Union<T0, T1>.FromT0(Output<T0>.Unbox(first));
            return true;
        }

        var fits = Of(typeof(T1)).TryRead(wire, out var second);
        read = fits ? Union<T0, T1>.FromT1(Output<T1>.Unbox(second)) : null;
        return fits;
    }
}

internal sealed class OutputReader<T> : TypeReader
{
    internal override bool TryRead(object wire, out object? read)
    {
        var fits = Of(typeof(T)).TryRead(wire, out var inner);
        read = fits ? Output.Create(Output<T>.Unbox(inner)) : null;
        return fits;
    }
}
