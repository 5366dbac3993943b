using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A value that may only be known later, may be secret, and remembers the resources it came from.</summary>
public sealed class Output<T> : IHasCell
{
    internal Output(OutputCell cell) => Cell = cell;

    internal OutputCell Cell { get; }

    OutputCell IHasCell.Cell => Cell;

    public static Output<T> Create(Task<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(OutputCell.FromTask(value));
    }

    public Output<TResult> Apply<TResult>(Func<T, TResult> func) =>
        new(Cell.Bind(value => OutputCell.Of(func(Unbox(value)))));

    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func) =>
        new(Cell.Bind(value => Output<TResult>.Create(func(Unbox(value))).Cell));

    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func) =>
        new(Cell.Bind(value => func(Unbox(value))?.Cell));

    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func) =>
        new(Cell.Bind(value => func(Unbox(value))?.Cell));

    public Output<ValueTuple> Apply(Func<T, Task> func)
    {
        return new(Cell.Bind(value => OutputCell.FromTask(Awaited(func(Unbox(value))))));

        static async Task<ValueTuple> Awaited(Task task)
        {
            await task.ConfigureAwait(false);
            return default;
        }
    }

    public Output<TResult> UntypedApply<TResult>(Func<object?, Output<TResult>> func) =>
        new(Cell.Bind(value => func(value)?.Cell));

    public override string ToString()
    {
        var nl = Environment.NewLine;
        var message = $"Calling [ToString] on an [Output<T>] is not supported.{nl}{nl}" +
            "The value may not be known yet. Build a string from it with" +
            $"{nl}1. output.Apply(value => $\"prefix{{value}}suffix\"), or" +
            $"{nl}2. Output.Format($\"prefix{{output}}suffix\").{nl}{nl}" +
            "See https://www.pulumi.com/docs/concepts/inputs-outputs for more details.";
        if (Environment.GetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING") is { } strict
            && (strict == "1" || strict.Equals("true", StringComparison.OrdinalIgnoreCase)))
        {
            throw new InvalidOperationException(message);
        }

        Log.Warn(message);
        return $"{message}{nl}This function may throw in a future version of Pulumi.";
    }

    /// <summary>The value, or the default where it is unknown.</summary>
    internal async Task<T> ValueAsync()
    {
        await Cell;
        Cell.ThrowIfFailed();
        return Cell.IsKnown ? Unbox(Cell.Value) : default!;
    }

    internal async Task<ImmutableHashSet<Resource>> ResourcesAsync()
    {
        await Cell;
        Cell.ThrowIfFailed();
        return Cell.Resources.ToSet();
    }

    internal static T Unbox(object? value) => value is null ? default! : (T)value;
}
