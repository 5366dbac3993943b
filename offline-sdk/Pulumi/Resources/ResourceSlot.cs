namespace Pulumi;

/// <summary>One output property of a resource class.</summary>
internal sealed class ResourceSlot(string name, Type type, Action<object, object?> set)
{
    private readonly OutputMaker _maker =
        (OutputMaker)Activator.CreateInstance(typeof(OutputMaker<>).MakeGenericType(type))!;

    private TypeReader? _reader;

    internal string Name { get; } = name;

    internal TypeReader Reader => _reader ??= TypeReader.Of(type);

    internal OutputCell Fill(Resource resource)
    {
        var cell = OutputCell.OfResource(resource);
        set(resource, _maker.Make(cell));
        return cell;
    }

    /// <summary>Sets an output from the wire; big objects only become typed once somebody looks.</summary>
    internal void Settle(OutputCell cell, object? wire, bool known, bool secret)
    {
        if (wire is null || !known)
        {
            cell.Set(null, known, secret);
            return;
        }

        var value = Reader.IsCostly ? new DeferredRead(Reader, wire) : Reader.ReadOrDefault(wire);
        if (value is Resource && !type.IsInstanceOfType(value))
        {
            throw new InvalidCastException($"Unable to cast object of type '{value.GetType()}' to type '{type}'.");
        }

        cell.Set(value, known, secret);
    }

    private abstract class OutputMaker
    {
        internal abstract object Make(OutputCell cell);
    }

    private sealed class OutputMaker<T> : OutputMaker
    {
        internal override object Make(OutputCell cell) => new Output<T>(cell);
    }
}
