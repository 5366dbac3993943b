using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>An input of a map from strings, each value of it an input of its own.</summary>
public sealed class InputMap<TValue>
    : Input<ImmutableDictionary<string, TValue>>, IEnumerable, IAsyncEnumerable<Input<KeyValuePair<string, TValue>>>, IInputMap
{
    private readonly Dictionary<string, Input<TValue>> _items;
    private OutputCell? _whole; // the map once a part of it came as one output; the items then count no more

    public InputMap()
        : this([])
    {
    }

    private InputMap(Dictionary<string, Input<TValue>> items, OutputCell? whole = null)
        : base(whole)
    {
        _items = items;
        _whole = whole;
    }

    internal override OutputCell Cell => _cell ??= Combined();

    bool IInputItems.AreLiteral => _whole is null;

    int IInputItems.Count => _items.Count;

    IEnumerable<KeyValuePair<string, object?>> IInputMap.Items =>
        _items.Select(item => KeyValuePair.Create(item.Key, (object?)item.Value));

    public Input<TValue> this[string key]
    {
        set => Add(key, value);
    }

    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values) =>
        values is null ? Output.Create(values!) : new InputMap<TValue>(Literal(values));

    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values) =>
        values is null ? Output.Create(values!) : new InputMap<TValue>(Literal(values));

    public static implicit operator InputMap<TValue>(Output<Dictionary<string, TValue>> values) =>
        values.Apply(ImmutableDictionary.CreateRange);

    public static implicit operator InputMap<TValue>(Output<IDictionary<string, TValue>> values) =>
        values.Apply(ImmutableDictionary.CreateRange);

    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values) =>
        new([], values.Cell);

    public static InputMap<TValue> Merge(InputMap<TValue> first, InputMap<TValue> second)
    {
        if (first._whole is not null || second._whole is not null)
        {
            return Output.Tuple((Input<ImmutableDictionary<string, TValue>>)first, second)
                .Apply(pair => pair.Item1.SetItems(pair.Item2));
        }

        var merged = new Dictionary<string, Input<TValue>>(first._items);
        foreach (var (key, value) in second._items)
        {
            merged[key] = value;
        }

        return new(merged);
    }

    /// <summary>Adds a value. The same key may come twice only with the same value, which may show as late as the run.</summary>
    public void Add(string key, Input<TValue> value)
    {
        if (_whole is not null)
        {
            _cell = _whole = Output.Tuple((Input<ImmutableDictionary<string, TValue>>)this, value)
                .Apply(pair => pair.Item1.TryGetValue(key, out var present)
                    ? pair.Item1.SetItem(key, Same(key, present, pair.Item2))
                    : pair.Item1.Add(key, pair.Item2)).Cell;
        }
        else
        {
            _items[key] = _items.TryGetValue(key, out var present)
                ? Output.Tuple(present, value).Apply(pair => Same(key, pair.Item1, pair.Item2))
                : value;
            _cell = null;
        }
    }

    public void Add(InputMap<TValue> values) => AddRange(values);

    public void AddRange(InputMap<TValue> values)
    {
        if (_whole is null && values._whole is null && !values._items.Any(Contradicts))
        {
            foreach (var (key, value) in values._items)
            {
                _items[key] = value;
            }

            _cell = null;
        }
        else
        {
            _cell = _whole = Output.Tuple((Input<ImmutableDictionary<string, TValue>>)this, values)
                .Apply(pair => Disjoint(pair.Item1, pair.Item2)).Cell;
        }
    }

    public async IAsyncEnumerator<Input<KeyValuePair<string, TValue>>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        foreach (var item in await ((Output<ImmutableDictionary<string, TValue>>)this).ValueAsync().ConfigureAwait(false) ?? [])
        {
            yield return item;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException(
        $"A {GetType().FullName} cannot be synchronously enumerated. Use {nameof(GetAsyncEnumerator)} instead.");

    private static Dictionary<string, Input<TValue>> Literal(IEnumerable<KeyValuePair<string, TValue>> values) =>
        values.ToDictionary(item => item.Key, item => (Input<TValue>)item.Value);

    private static TValue Same(string key, TValue present, TValue added) =>
        EqualityComparer<TValue>.Default.Equals(present, added)
            ? present
            : throw new ArgumentException($"Key '{key}' already exists in the map with a different value.");

    private static ImmutableDictionary<string, TValue> Disjoint(
        ImmutableDictionary<string, TValue> present, ImmutableDictionary<string, TValue> added) =>
        added.Keys.FirstOrDefault(present.ContainsKey) is { } key
            ? throw new ArgumentException($"An element with the same key but a different value already exists. Key: '{key}'")
            : present.AddRange(added);

    private bool Contradicts(KeyValuePair<string, Input<TValue>> added) =>
        _items.TryGetValue(added.Key, out var present) && !ReferenceEquals(present, added.Value);

    private OutputCell Combined()
    {
        var keys = _items.Keys.ToArray();
        return OutputCell.Join(
            [.. _items.Values.Select(Output.CellOf)],
            cells =>
            {
                var combined = ImmutableDictionary.CreateBuilder<string, TValue>();
                for (var i = 0; i < keys.Length; i++)
                {
                    combined[keys[i]] = Output<TValue>.Unbox(cells[i].Value);
                }

                return combined.ToImmutable();
            });
    }
}
