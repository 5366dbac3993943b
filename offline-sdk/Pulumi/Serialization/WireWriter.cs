using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi;

/// <summary>
/// Turns what a program wrote into what mocks see: numbers as double, lists as ImmutableArray, objects as
/// ImmutableDictionary, secrets unwrapped. Marks met on the way count for the whole value, as they do in the engine.
/// </summary>
/// <remarks>
/// Meeting a value that is not there yet, it gives up and names the cell to wait for; the value is then written anew.
/// That happens rarely, and everything else stays free of asynchronous code.
/// </remarks>
internal sealed partial class WireWriter
{
    private static readonly object True = true;
    private static readonly object False = false;

    private readonly List<(string? Key, int Index)> _path = [];
    private string _label = string.Empty;

    /// <summary>Keep marks inside the value, as JSON text does, instead of lifting them out of it.</summary>
    internal bool EmbedsMarks { get; init; }

    /// <summary>The cell that writing has to wait for.</summary>
    internal OutputCell? Blocker { get; private set; }

    internal bool IsKnown { get; private set; } = true;

    internal bool IsSecret { get; private set; }

    /// <summary>Whether anything written so far was unknown.</summary>
    internal bool MetUnknown { get; private set; }

    /// <summary>The resources that anything written so far came from.</summary>
    internal HashSet<Resource> Dependencies { get; } = [];

    /// <summary>Writes a value of its own, with marks of its own, waiting for what is not there yet.</summary>
    internal async ValueTask<object?> WriteTopAsync(object? value, string label, string name)
    {
        var written = WriteTop(value, label, name);
        while (Blocker is { } blocker)
        {
            await blocker;
            written = WriteTop(value, label, name);
        }

        MetUnknown |= !IsKnown;
        return written;
    }

    /// <summary>The same, for a member whose name an error has to tell.</summary>
    internal async ValueTask<object?> WritePropertyAsync(object? value, string label, string name)
    {
        try
        {
            return await WriteTopAsync(value, label, name).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"error serializing property \"{name}\": {error.Message}", error);
        }
    }

    private object? WriteTop(object? value, string label, string name)
    {
        (_label, Blocker, IsKnown, IsSecret) = (label, null, true, false);
        _path.Clear();
        _path.Add((name, -1));
        return Write(value);
    }

    private object? Write(object? value)
    {
        switch (value)
        {
            case null:
                return null;
            case string text:
                return WriteText(text);
            case bool flag:
                return flag ? True : False;
            case double:
                return value;
            case int number:
                return (double)number;
            case IInputItems { AreLiteral: true } items:
                return items is IInputList literal ? WriteList(literal.Count, i => literal[i]) : WriteObject(value);
            case OutputCell cell:
                return WriteCell(cell);
            case IHasCell some:
                return WriteCell(some.Cell);
            case InputArgs:
                return WriteObject(value);
            case AssetOrArchive asset:
                return WriteAsset(asset);
            case Task:
                throw new InvalidOperationException(
                    $"Tasks are not allowed inside ResourceArgs. Please wrap your Task in an Output:\n\t{Where()}");
            case IUnion union:
                return Write(union.Value);
            case JsonElement json:
                return WriteJson(json);
            case Resource resource:
                return WriteResource(resource);
            case ImmutableArray<object?> list:
                return list.IsDefault ? ImmutableArray<object?>.Empty : WriteList(list.Length, i => list[i]);
            case IDictionary:
                return WriteObject(value);
            case IList list:
                return WireTypes.IsDefaultArray(list) ? ImmutableArray<object?>.Empty : WriteList(list.Count, i => list[i]);
            default:
                return WriteOther(value);
        }
    }

    private object? WriteText(string text)
    {
        if (text.Length != WireNames.Unknown.Length || text != WireNames.Unknown)
        {
            return text;
        }

        IsKnown = false;
        return null;
    }

    private object? WriteCell(OutputCell cell)
    {
        if (!cell.IsDone)
        {
            Blocker = cell;
            return null;
        }

        cell.ThrowIfFailed();
        cell.Resources.AddTo(Dependencies);
        if (!cell.IsKnown)
        {
            IsKnown = false;
            IsSecret |= cell.IsSecret;
            return EmbedsMarks ? WireNames.Unknown : null;
        }

        _path.Add((WireNames.Id, -1));
        var written = Write(cell.Value);
        _path.RemoveAt(_path.Count - 1);
        if (cell.IsSecret && EmbedsMarks)
        {
            return ImmutableDictionary.CreateRange<string, object>(
                [new(WireNames.Signature, WireNames.Secret), new(WireNames.Value, written!)]);
        }

        IsSecret |= cell.IsSecret;
        return written;
    }

    private string Where()
    {
        var where = new System.Text.StringBuilder(_label);
        foreach (var (key, index) in _path)
        {
            _ = key is null ? where.Append('[').Append(index).Append(']') : where.Append('.').Append(key);
        }

        return where.ToString();
    }
}
