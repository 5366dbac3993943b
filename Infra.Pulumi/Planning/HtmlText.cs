using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Infra.Planning;

/// <summary>HTML in the making: what is written is markup, what is put into its holes is text and stays so, in attributes too.</summary>
internal sealed partial class HtmlText
{
    private readonly StringBuilder _text = new();

    public HtmlText Add([InterpolatedStringHandlerArgument("")] Holes markup)
    {
        _ = markup;
        return this;
    }

    /// <summary>As it is. For what the program itself holds: style and script.</summary>
    public HtmlText AddOwn(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>Text with names and commands between backticks.</summary>
    public HtmlText AddSentence(string text) => AddOwn(Quoted().Replace(Escape(text), "<code>$1</code>"));

    public static string Escape(string text) =>
        EscapeBetweenTags(text).Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal);

    /// <summary>Not for attributes: quotes stay as they are.</summary>
    public static string EscapeBetweenTags(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    public override string ToString() => _text.ToString();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    /// <summary>Writes the parts of an interpolated string, and escapes what is interpolated.</summary>
    [InterpolatedStringHandler]
    internal readonly struct Holes
    {
        private readonly StringBuilder _text;

        public Holes(int literalLength, int formattedCount, HtmlText html)
        {
            _text = html._text;
            _text.EnsureCapacity(_text.Length + literalLength + formattedCount);
        }

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted<T>(T value) => _text.Append(Escape(string.Create(CultureInfo.InvariantCulture, $"{value}")));
    }
}
