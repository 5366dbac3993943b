using System.Diagnostics.CodeAnalysis;

namespace Infra.Settings.Texts;

/// <summary>A DNS name of one or more labels, in lower case.</summary>
public sealed record DomainName(string Text) : ISettingText<DomainName>
{
    public static string Right => "a domain in lower case such as example.com";

    public static string Pattern => "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$";

    public static bool TryParse(string text, [NotNullWhen(true)] out DomainName? value)
    {
        value = text.Length <= 253 && text.Split('.').All(Label.IsValid) && !text.All(c => char.IsAsciiDigit(c) || c == '.')
            ? new(text)
            : null;
        return value is not null;
    }

    public override string ToString() => Text;
}
