using System.Globalization;

namespace Infra.Files;

/// <summary>Text for a terminal: control and direction characters are written as escapes, such as \u001b.</summary>
public static class VisibleText
{
    public static string Of(string text) => text.All(IsVisible)
        ? text
        : string.Concat(text.Select(c => IsVisible(c) ? $"{c}" : $"\\u{(int)c:x4}"));

    private static bool IsVisible(char c) =>
        c == '\n' || char.GetUnicodeCategory(c)
            is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator);
}
