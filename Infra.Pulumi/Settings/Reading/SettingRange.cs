using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Infra.Settings.Reading;

/// <summary>The numbers that a setting takes, from its <see cref="RangeAttribute"/>.</summary>
internal sealed record SettingRange(decimal Minimum, decimal Maximum)
{
    public static SettingRange? Of(PropertyInfo property) => property.GetCustomAttribute<RangeAttribute>() is { } range
        ? new(Convert.ToDecimal(range.Minimum, CultureInfo.InvariantCulture),
            Convert.ToDecimal(range.Maximum, CultureInfo.InvariantCulture))
        : null;

    public bool Contains(decimal number) => number >= Minimum && number <= Maximum;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"from {Minimum} to {Maximum}");
}
