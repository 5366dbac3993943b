using System.Diagnostics.CodeAnalysis;

namespace Infra.Settings.Texts;

/// <summary>One DNS label: what a host name part, a Kubernetes name and a node name have in common.</summary>
public sealed record Label(string Text) : ISettingText<Label>
{
    public static string Right => "a name of at most 63 lower-case letters, digits and inner dashes such as staging-1";

    public static string Pattern => "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$";

    public static bool IsValid(string text) =>
        text.Length is > 0 and <= 63
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && text[0] != '-' && text[^1] != '-';

    public static bool TryParse(string text, [NotNullWhen(true)] out Label? value)
    {
        value = IsValid(text) ? new(text) : null;
        return value is not null;
    }

    public override string ToString() => Text;
}
