using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Pulumi;

/// <summary>Inputs declared with <c>json: true</c> travel as JSON text, in the spacing of the protobuf formatter.</summary>
internal static class WireJson
{
    internal static Input<string>? TextOf(string where, object? value)
    {
        if (value is null)
        {
            return null;
        }

        var cell = value is IHasCell some ? some.Cell : OutputCell.Of(value);
        return new Output<string>(cell.Bind(known => OutputCell.FromTask(WriteAsync(where, known))));
    }

    private static async Task<string> WriteAsync(string where, object? value)
    {
        var written = await new WireWriter { EmbedsMarks = true }.WriteTopAsync(value, where, "json");
        var text = new StringBuilder();
        Append(text, written);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case double number:
                text.Append(number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case string plain:
                AppendQuoted(text, plain);
                break;
            case ImmutableArray<object?> list:
                AppendList(text, "[ ", " ]", list, item => Append(text, item));
                break;
            case ImmutableDictionary<string, object> members:
                AppendList(text, "{ ", " }", members.OrderBy(member => member.Key), member =>
                {
                    AppendQuoted(text, member.Key);
                    text.Append(": ");
                    Append(text, member.Value);
                });
                break;
            default:
                throw new InvalidOperationException(
                    $"Unsupported value when converting to protobuf: {value.GetType().FullName}");
        }
    }

    private static void AppendList<T>(StringBuilder text, string open, string close, IEnumerable<T> items, Action<T> append)
    {
        var start = text.Append(open).Length;
        foreach (var item in items)
        {
            _ = text.Length == start ? text : text.Append(", ");
            append(item);
        }

        _ = text.Length == start ? text.Append(close, 1, 1) : text.Append(close);
    }

    private static void AppendQuoted(StringBuilder text, string plain)
    {
        text.Append('"');
        foreach (var c in plain)
        {
            var escaped = c is < ' ' or '<' or '>' or '\u007f' or '\u2028' or '\u2029';
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                _ when escaped => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
