using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Infra.Planning;

/// <summary>Text from settings, providers or people inside Markdown as GitHub reads it: it says what it says and does nothing.</summary>
public static partial class MarkdownText
{
    // What GitHub finds in the finished text (mentions, references, addresses) no escape stops: an invisible space parts it.
    private const string Apart = "\u200b";
    private const string Harmless = " \u200b,.;:/-+=?!%'()^";

    /// <summary>For running text, table cells, headings and HTML elements: one line, without markup, mentions or links.</summary>
    public static string Escape(string text)
    {
        var parted = Active().Replace(OneLine(text), $"$0{Apart}");
        var isItem = NumberedItem().IsMatch(parted);
        var escaped = new StringBuilder(parted.Length);
        foreach (var rune in parted.EnumerateRunes())
        {
            // Entities, not backslashes: they hold in table cells and in HTML, too.
            var isPlain = !rune.IsAscii || char.IsAsciiLetterOrDigit((char)rune.Value) || Harmless.Contains((char)rune.Value, StringComparison.Ordinal);
            var opensABlock = escaped.Length == 0 && (isItem || !Rune.IsLetterOrDigit(rune)); // "1. ", "- ", "==="
            _ = isPlain && !opensABlock && rune.Value != Apart[0]
                ? escaped.Append(rune)
                : escaped.Append(CultureInfo.InvariantCulture, $"&#{rune.Value};");
        }

        return escaped.ToString();
    }

    /// <summary>As <see cref="Escape"/>, for sentences that have names and commands between backticks.</summary>
    public static string Sentence(string text) => Quoted().Replace(Escape(text), "<code>$1</code>");

    /// <summary>For names, values and commands: a code span that nothing in the text can end. Not for inside HTML elements.</summary>
    public static string Code(string text) =>
        // A table takes a bar for its own even in a code span.
        string.Join("&#124;", OneLine(text).Split('|').Select(Span));

    private static string Span(string text)
    {
        var fence = new string('`', Backticks().Matches(text).Select(run => run.Length).DefaultIfEmpty(0).Max() + 1);
        var pad = text.StartsWith('`') || text.EndsWith('`') || text.All(c => c == ' ') ? " " : "";
        return text.Length == 0 ? "" : $"{fence}{pad}{text}{pad}{fence}";
    }

    // Without what cannot be seen: control characters, and those that turn the direction of writing.
    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = Rune.IsWhiteSpace(rune) ? line.Append(' ')
                : Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format ? line
                : line.Append(rune);
        }

        return Spaces().Replace(line.ToString(), " ").Trim();
    }

    [GeneratedRegex("@|#|(?i:gh(?=-[0-9])|www(?=\\.))|:(?=//)")]
    private static partial Regex Active();

    [GeneratedRegex("^[0-9]+[.)](?: |$)")]
    private static partial Regex NumberedItem();

    [GeneratedRegex("&#96;(.+?)&#96;")]
    private static partial Regex Quoted();

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();
}
