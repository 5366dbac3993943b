using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Infra.Settings.Texts;

/// <summary>A recurring time in the five fields of cron, as Kubernetes reads them.</summary>
public sealed record CronTime(string Text) : ISettingText<CronTime>
{
    private static readonly string[] Months =
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private static readonly (int First, int Last, string[] Names)[] Fields =
        [(0, 59, []), (0, 23, []), (1, 31, []), (1, 12, Months), (0, 6, Weekdays)];

    public static string Right => "minute, hour, day, month and weekday such as \"0 20 * * 1-5\"";

    public static string Pattern => "^[0-9*/,-]+ [0-9*/,-]+ [0-9*/,-]+ [0-9A-Z*/,-]+ [0-9A-Z*/,-]+$";

    public static bool TryParse(string text, [NotNullWhen(true)] out CronTime? value)
    {
        var fields = text.Split(' ');
        var isValid = fields.Length == Fields.Length
            && fields.Zip(Fields).All(pair =>
                pair.First.Split(',').All(part => IsPart(part, pair.Second.First, pair.Second.Last, pair.Second.Names)));
        value = isValid ? new(text) : null;
        return isValid;
    }

    public override string ToString() => Text;

    // `*`, `5`, `1-5`, each with a step such as `*/15`.
    private static bool IsPart(string part, int first, int last, string[] names)
    {
        var halves = part.Split('/');
        if (halves.Length > 2 || (halves.Length == 2 && Number(halves[1]) is not > 0))
        {
            return false;
        }

        return halves[0] == "*" || halves[0].Split('-').Select(Value).ToList() switch
        {
            [{ } one] => IsInside(one),
            [{ } from, { } to] => IsInside(from) && IsInside(to) && from <= to,
            _ => false,
        };

        bool IsInside(int value) => value >= first && value <= last;

        int? Value(string text) => Array.IndexOf(names, text) is >= 0 and var index ? index + first : Number(text);
    }

    private static int? Number(string text) =>
        text.Length <= 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
