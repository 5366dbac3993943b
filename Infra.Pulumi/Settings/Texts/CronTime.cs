using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Settings.Texts;

/// <summary>When something happens again and again, in the five fields of cron.</summary>
public sealed partial record CronTime(string Text) : ISettingText<CronTime>
{
    public static string Right => "minute, hour, day, month and weekday such as \"0 20 * * 1-5\"";

    public static bool TryParse(string text, [NotNullWhen(true)] out CronTime? value)
    {
        value = Fields().IsMatch(text) ? new(text) : null;
        return value is not null;
    }

    public override string ToString() => Text;

    [GeneratedRegex(@"^[0-9*/,-]+ [0-9*/,-]+ [0-9*/,-]+ [0-9A-Z*/,-]+ [0-9A-Z*/,-]+$")]
    private static partial Regex Fields();
}
