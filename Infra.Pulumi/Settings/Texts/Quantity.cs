using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Infra.Settings.Texts;

/// <summary>An amount of memory or disk in binary units, as Kubernetes writes it.</summary>
public sealed record Quantity(string Text) : ISettingText<Quantity>
{
    /// <summary>The largest amount that is still a whole number of MiB in 32 bits.</summary>
    public const string Largest = "2047Ti";

    public static string Right => $"an amount such as 512Mi, 10Gi or 1Ti, at most {Largest}";

    public static string Pattern => "^[1-9][0-9]{0,9}[MGT]i$";

    public int MiB => (int)MiBOf(Text);

    public static bool TryParse(string text, [NotNullWhen(true)] out Quantity? value)
    {
        var isValid = text.Length is > 2 and <= 12 && text[^2..] is "Mi" or "Gi" or "Ti"
            && text[..^2].All(char.IsAsciiDigit) && text[0] != '0'
            && MiBOf(text) <= MiBOf(Largest);
        value = isValid ? new(text) : null;
        return isValid;
    }

    public override string ToString() => Text;

    private static long MiBOf(string text) => long.Parse(text[..^2], CultureInfo.InvariantCulture) * text[^2] switch
    {
        'T' => 1024 * 1024,
        'G' => 1024,
        _ => 1,
    };
}
