using System.Diagnostics.CodeAnalysis;

namespace Infra.Settings.Texts;

/// <summary>An identifier of a Cloudflare account or zone.</summary>
public sealed record HexId(string Text) : ISettingText<HexId>
{
    public static string Right => "the 32 hexadecimal digits that the Cloudflare dashboard shows on the zone's overview page";

    public static string Pattern => "^[0-9a-f]{32}$";

    public static bool TryParse(string text, [NotNullWhen(true)] out HexId? value)
    {
        value = text.Length == 32 && text.All(char.IsAsciiHexDigitLower) ? new(text) : null;
        return value is not null;
    }

    public override string ToString() => Text;
}
