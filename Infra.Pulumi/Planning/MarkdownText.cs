using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Infra.Planning;

/// <summary>Escapes untrusted text for GitHub's Markdown: no markup, mentions or links.</summary>
public static partial class MarkdownText
{
    // GitHub links mentions, references and addresses even if escaped: an invisible space breaks them.
    private const string ZeroWidthSpace = "\u200b";
    private const string SafePunctuation = " \u200b,.;:/-+=?!%'()^";

    /// <summary>For prose, table cells, headings and HTML elements: one line, without markup, mentions or links.</summary>
    public static string Escape(string text)
    {
        var parted = Active().Replace(OneLine(text), $"$0{ZeroWidthSpace}");
        var isItem = NumberedItem().IsMatch(parted);
        var escaped = new StringBuilder(parted.Length);
        foreach (var rune in parted.EnumerateRunes())
        {
            // Entities, not backslashes: they also work in table cells and in HTML.
            var isPlain = !rune.IsAscii || char.IsAsciiLetterOrDigit((char)rune.Value)
                || SafePunctuation.Contains((char)rune.Value, StringComparison.Ordinal);
            var opensABlock = escaped.Length == 0 && (isItem || !Rune.IsLetterOrDigit(rune)); // "1. ", "- ", "==="
            _ = isPlain && !opensABlock && rune.Value != ZeroWidthSpace[0]
                ? escaped.Append(rune)
                : escaped.Append(CultureInfo.InvariantCulture, $"&#{rune.Value};");
        }

        return escaped.ToString();
    }

    /// <summary>As <see cref="Escape"/>, for sentences with names and commands in backticks.</summary>
    public static string Sentence(string text) => Quoted().Replace(Escape(text), "<code>$1</code>");

    /// <summary>
    /// For names, values and commands: a code span that nothing in the text can close. Not inside HTML elements.
    /// </summary>
    public static string Code(string text) =>
        // A bar ends a table cell even in a code span.
        string.Join("&#124;", OneLine(text).Split('|').Select(Span));

    private static string Span(string text)
    {
        var fence = new string('`', Backticks().Matches(text).Select(run => run.Length).DefaultIfEmpty(0).Max() + 1);
        var pad = text.StartsWith('`') || text.EndsWith('`') || text.All(c => c == ' ') ? " " : "";
        return text.Length == 0 ? "" : $"{fence}{pad}{text}{pad}{fence}";
    }

    // Without invisible characters: control characters and those that change the text direction.
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
