using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Infra.Settings.Texts;

/// <summary>An amount of memory or disk in binary units, as Kubernetes writes it.</summary>
public sealed record Quantity(string Text) : ISettingText<Quantity>
{
    public static string Right => "an amount such as 512Mi, 10Gi or 1Ti";

    public int MiB => Text[^2..] switch
    {
        "Ti" => Number * 1024 * 1024,
        "Gi" => Number * 1024,
        _ => Number,
    };

    private int Number => int.Parse(Text[..^2], CultureInfo.InvariantCulture);

    public static bool TryParse(string text, [NotNullWhen(true)] out Quantity? value)
    {
        var sound = text.Length is > 2 and <= 7 && text[^2..] is "Mi" or "Gi" or "Ti"
            && text[..^2].All(char.IsAsciiDigit) && text[0] != '0';
        value = sound ? new(text) : null;
        return sound;
    }

    public override string ToString() => Text;
}
