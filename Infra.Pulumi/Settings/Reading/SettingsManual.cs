using System.Collections;
using System.Globalization;
using System.Text;

namespace Infra.Settings.Reading;

/// <summary>docs/settings.md: all keys with their types, defaults and meanings.</summary>
public static class SettingsManual
{
    private const string Opening = """
        # Settings

        All keys of a stack's file. `./infra docs` writes this page from the records in `Infra.Pulumi/Settings/`. A key that a
        stack does not set comes from the profile of its environment (`Infra.Pulumi/Settings/Profiles/`), then from the default
        below. **required** means that the stack or its profile must set it.

        Set secrets with `pulumi config set --secret --path infra:KEY`; the file holds them encrypted.

        | key | type | default | meaning |
        | --- | --- | --- | --- |

        """;

    public static string Write()
    {
        var text = new StringBuilder(Opening);
        WriteRecord(text, typeof(PlatformSettings), SettingsLoader.Prefix);
        return text.ToString();
    }

    private static void WriteRecord(StringBuilder text, Type record, string key)
    {
        var defaults = Activator.CreateInstance(record);
        foreach (var shape in SettingShape.Of(record))
        {
            var own = SettingPath.Below(key, shape.Name);
            var inner = SettingShape.Inner(shape.Type);
            text.Append(CultureInfo.InvariantCulture,
                $"| `{own}` | {TypeOf(shape.Type)}{Range(shape)} | {Default(shape, defaults)} | {shape.Meaning} |\n");
            if (SettingShape.IsRecord(inner))
            {
                WriteRecord(text, inner, inner == shape.Type ? own : $"{own}[]");
            }
        }
    }

    private static string Range(SettingShape shape) => shape.Range is { } range ? $" {range}" : "";

    private static string Default(SettingShape shape, object? defaults) => shape.IsRequired
        ? "**required**" : shape.Property.GetValue(defaults) switch
        {
            null or "" or ICollection { Count: 0 } => "",
            var record when SettingShape.IsRecord(record.GetType()) => "",
            Enum value => $"`{SettingShape.Spell(value)}`",
            bool flag => flag ? "`true`" : "`false`",
            IEnumerable list and not string => $"`[{string.Join(", ", list.Cast<object>())}]`",
            var value => $"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`",
        };

    private static string TypeOf(Type type) => type switch
    {
        _ when type == typeof(string) => "text",
        _ when type == typeof(bool) => "true/false",
        _ when type == typeof(int) || type == typeof(decimal) => "number",
        _ when type == typeof(Secret) => "secret",
        _ when type.IsEnum => string.Join(", ", SettingShape.Spellings(type).Select(word => $"`{word}`")),
        _ when SettingShape.IsText(type) => SettingShape.RightOf(type),
        _ when SettingShape.ListItem(type) is { } item => $"list: {TypeOf(item)}",
        _ when SettingShape.MapValue(type) is { } value => $"map: {TypeOf(value)}",
        _ => "settings",
    };
}
