using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Pulumi;

internal sealed partial class WireWriter
{
    private object? WriteList(int count, Func<int, object?> itemAt)
    {
        var list = new object?[count];
        for (var i = 0; i < count; i++)
        {
            _path.Add((null, i));
            list[i] = Write(itemAt(i));
            _path.RemoveAt(_path.Count - 1);
            if (Blocker is not null)
            {
                return null;
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(list);
    }

    private object? WriteObject(object value) => WriteEntries(WireMembers.Of(value, Where)!);

    private object? WriteEntries(IEnumerable<KeyValuePair<string, object?>> entries, bool keepsNulls = false)
    {
        var written = ImmutableDictionary.CreateBuilder<string, object>();
        string? signature = null;
        foreach (var (key, member) in entries)
        {
            var marks = (IsKnown, IsSecret);
            _path.Add((key, -1));
            var item = Write(member);
            _path.RemoveAt(_path.Count - 1);
            if (Blocker is not null)
            {
                return null;
            }

            if (key == WireNames.Signature)
            {
                signature = item as string;
            }
            else if (key.StartsWith("__", StringComparison.Ordinal))
            {
                (IsKnown, IsSecret) = marks; // the engine's own business: never part of an object
            }
            else if (item is not null || keepsNulls)
            {
                written[key] = item!;
            }
        }

        return signature is null ? written.ToImmutable() : Signed(signature, written);
    }
}
