using System.Collections.Immutable;
using System.Globalization;

namespace Pulumi;

/// <summary>Makes outputs and combines them.</summary>
public static partial class Output
{
    public static Output<T> Create<T>(T value) => new(OutputCell.Of(value));

    public static Output<T> Create<T>(Task<T> value) => Output<T>.Create(value);

    public static Output<T> CreateSecret<T>(T value) => new(OutputCell.Of(value, secret: true));

    public static Output<T> CreateSecret<T>(Task<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(OutputCell.FromTask(value, secret: true));
    }

    public static Output<T> CreateSecret<T>(Output<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(value.Cell.AsSecret(true));
    }

    public static Output<T> Unsecret<T>(Output<T> output) => new(output.Cell.AsSecret(false));

    public static async Task<bool> IsSecretAsync<T>(Output<T> output)
    {
        await output.Cell;
        output.Cell.ThrowIfFailed();
        return output.Cell.IsSecret;
    }

    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => AllOf<T>(inputs);

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs) => AllOf<T>(inputs);

    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => All((IEnumerable<Output<T>>)outputs);

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs) =>
        AllOf<T>(outputs.Select(output => (Input<T>)output));

    public static Output<string> Format(FormattableString formattableString)
    {
        var cells = Array.ConvertAll(
            formattableString.GetArguments(),
            argument => argument is IHasCell some ? some.Cell : OutputCell.Of(argument));
        var joined = OutputCell.Join(cells, static cells => Array.ConvertAll(cells, cell => cell.Value));
        return new(joined.Map(values =>
            string.Format(CultureInfo.InvariantCulture, formattableString.Format, (object?[])values!)));
    }

    private static Output<ImmutableArray<T>> AllOf<T>(IEnumerable<IHasCell> several)
    {
        var cells = several.Select(CellOf).ToArray();
        return new(OutputCell.Join(cells, ValuesOf<T>));
    }

    internal static object ValuesOf<T>(OutputCell[] cells)
    {
        var values = new T[cells.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Output<T>.Unbox(cells[i].Value);
        }

        return System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(values);
    }

    /// <summary>No input where one belongs fails the combination, not the line that combines.</summary>
    internal static OutputCell CellOf(IHasCell? some)
    {
        try
        {
            return some!.Cell;
        }
        catch (NullReferenceException error)
        {
            return OutputCell.Failed(error);
        }
    }
}
