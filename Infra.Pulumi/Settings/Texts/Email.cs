using System.Diagnostics.CodeAnalysis;

namespace Infra.Settings.Texts;

/// <summary>A mail address, checked only as far as a slip of the fingers goes.</summary>
public sealed record Email(string Text) : ISettingText<Email>
{
    public static string Right => "a mail address such as ops@example.com";

    public static string Pattern => "^[^@\\s]+@[^@\\s]+$";

    public static bool TryParse(string text, [NotNullWhen(true)] out Email? value)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var isValid = at > 0 && !text.Any(char.IsWhiteSpace) && text.Contains('.', StringComparison.Ordinal)
            && DomainName.TryParse(text[(at + 1)..], out _);
        value = isValid ? new(text) : null;
        return isValid;
    }

    public override string ToString() => Text;
}
