using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Infra.Planning;

/// <summary>
/// Builds HTML from interpolated strings: literals are markup, interpolated values are escaped, in attributes too.
/// </summary>
internal sealed partial class HtmlText
{
    private readonly StringBuilder _text = new();

    public HtmlText Add([InterpolatedStringHandlerArgument("")] InterpolatedMarkup markup)
    {
        _ = markup;
        return this;
    }

    /// <summary>Adds trusted markup without escaping: style and script.</summary>
    public HtmlText AddRaw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>Adds text with names and commands in backticks.</summary>
    public HtmlText AddProse(string text) => AddRaw(Quoted().Replace(Escape(text), "<code>$1</code>"));

    public static string Escape(string text) =>
        EscapeBetweenTags(text).Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal);

    /// <summary>Not for attributes: quotes are not escaped.</summary>
    public static string EscapeBetweenTags(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    public override string ToString() => _text.ToString();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    /// <summary>Writes an interpolated string, and escapes the interpolated values.</summary>
    [InterpolatedStringHandler]
    internal readonly struct InterpolatedMarkup
    {
        private readonly StringBuilder _text;

        public InterpolatedMarkup(int literalLength, int formattedCount, HtmlText html)
        {
            _text = html._text;
            _text.EnsureCapacity(_text.Length + literalLength + formattedCount);
        }

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted<T>(T value) => _text.Append(Escape(string.Create(CultureInfo.InvariantCulture, $"{value}")));
    }
}
