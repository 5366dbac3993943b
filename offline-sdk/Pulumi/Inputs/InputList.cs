using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>An input of a list, each item of it an input of its own.</summary>
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable, IAsyncEnumerable<Input<T>>, IInputList
{
    private readonly List<Input<T>> _items;
    private OutputCell? _whole; // the list once a part of it came as one output; the items then count no more

    public InputList()
        : this([])
    {
    }

    private InputList(List<Input<T>> items, OutputCell? whole = null)
        : base(whole)
    {
        _items = items;
        _whole = whole;
    }

    internal override OutputCell Cell => _cell ??= Output.All((IEnumerable<Input<T>>)_items).Cell;

    bool IInputItems.AreLiteral => _whole is null;

    int IInputItems.Count => _items.Count;

    OutputCell IInputList.this[int index] => _items[index].Cell;

    public static implicit operator InputList<T>(T value) => new([value]);

    public static implicit operator InputList<T>(Output<T> value) => new([value]);

    public static implicit operator InputList<T>(Input<T> value) => new([value]);

    public static implicit operator InputList<T>(T[] values) => new([.. values.Select(value => (Input<T>)value)]);

    public static implicit operator InputList<T>(Output<T>[] values) => new([.. values.Select(value => (Input<T>)value)]);

    public static implicit operator InputList<T>(Input<T>[] values) => new([.. values]);

    public static implicit operator InputList<T>(List<T> values) => new([.. values.Select(value => (Input<T>)value)]);

    public static implicit operator InputList<T>(List<Output<T>> values) =>
        new([.. values.Select(value => (Input<T>)value)]);

    public static implicit operator InputList<T>(List<Input<T>> values) => new([.. values]);

    public static implicit operator InputList<T>(ImmutableArray<T> values) =>
        values.IsDefault ? Unset() : new([.. values.Select(value => (Input<T>)value)]);

    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values) =>
        values.IsDefault ? Unset() : new([.. values.Select(value => (Input<T>)value)]);

    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) =>
        values.IsDefault ? Unset() : new([.. values]);

    public static implicit operator InputList<T>(Output<T[]> values) => values.Apply(ImmutableArray.CreateRange);

    public static implicit operator InputList<T>(Output<List<T>> values) => values.Apply(ImmutableArray.CreateRange);

    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) => values.Apply(ImmutableArray.CreateRange);

    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) => new([], values.Cell);

    public void Add(params Input<T>[] inputs)
    {
        if (_whole is null)
        {
            _items.AddRange(inputs);
            _cell = null;
        }
        else
        {
            AddRange(inputs);
        }
    }

    public void Add(InputList<T> inputs) => AddRange(inputs);

    public void AddRange(InputList<T> inputs)
    {
        if (_whole is null && inputs._whole is null)
        {
            _items.AddRange(inputs._items);
            _cell = null;
        }
        else
        {
            _cell = _whole = Joined(inputs);
        }
    }

    public InputList<T> Concat(InputList<T> other) => _whole is null && other._whole is null
        ? new([.. _items, .. other._items])
        : new([], Joined(other));

    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        var items = await ((Output<ImmutableArray<T>>)this).ValueAsync().ConfigureAwait(false);
        foreach (var item in items.IsDefault ? [] : items)
        {
            yield return item;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException(
        $"A {GetType().FullName} cannot be synchronously enumerated. Use {nameof(GetAsyncEnumerator)} instead.");

    internal InputList<T> Copy() => new([.. _items], _whole);

    private static InputList<T> Unset() => new([], OutputCell.Of(default(ImmutableArray<T>)));

    private OutputCell Joined(InputList<T> other) => Output.Tuple((Input<ImmutableArray<T>>)this, other)
        .Apply(pair => pair.Item1.AddRange(pair.Item2)).Cell;
}
