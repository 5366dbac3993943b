using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Infra.Settings.Texts;

/// <summary>A time of the day, or never.</summary>
public sealed record RebootTime(string Text) : ISettingText<RebootTime>
{
    public static string Right => "a time of the day such as \"04:30\", or never";

    public static string Pattern => "^(never|([01][0-9]|2[0-3]):[0-5][0-9])$";

    public static bool TryParse(string text, [NotNullWhen(true)] out RebootTime? value)
    {
        value = text == "never" || TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out _) ? new(text) : null;
        return value is not null;
    }

    public override string ToString() => Text;
}
