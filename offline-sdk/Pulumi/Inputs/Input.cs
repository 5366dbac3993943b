namespace Pulumi;

/// <summary>What a resource takes: a plain value or an output.</summary>
public class Input<T> : IHasCell
{
    private protected OutputCell? _cell;

    private protected Input(OutputCell? cell) => _cell = cell;

    internal virtual OutputCell Cell => _cell!;

    OutputCell IHasCell.Cell => Cell;

    public static implicit operator Input<T>(T value) => new(OutputCell.Of(value));

    public static implicit operator Input<T>(Output<T> value)
    {
        ArgumentNullException.ThrowIfNull(value, "outputValue");
        return new(value.Cell);
    }

    public static implicit operator Output<T>(Input<T> input) => new(input.Cell);
}
