using System.Collections;
using System.Globalization;
using System.Text;

namespace Infra.Settings;

/// <summary>docs/settings.md: every key with its type, default and meaning.</summary>
public static class SettingsManual
{
    private const string Opening = """
        # Settings

        Every key of a stack's file, made by `./infra docs` from the records in `Infra.Pulumi/Settings/`. What a stack does not
        set comes from the profile of its environment (`Infra.Pulumi/Settings/Profiles/`), then from the default below.
        **required** means that one of the two must set it.

        Secrets are set with `pulumi config set --secret --path infra:KEY` and stand encrypted in the file.

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
            var own = key.EndsWith(':') ? key + shape.Name : $"{key}.{shape.Name}";
            var inner = SettingShape.ListItem(shape.Type) ?? SettingShape.MapValue(shape.Type) ?? shape.Type;
            var isRecord = inner.Namespace == typeof(PlatformSettings).Namespace && !inner.IsEnum && inner != typeof(Secret);
            text.Append(CultureInfo.InvariantCulture, $"| `{own}` | {TypeOf(shape.Type)} | {(isRecord && inner == shape.Type ? Need(shape) : Default(shape, defaults))} | {shape.Meaning} |\n");
            if (isRecord)
            {
                WriteRecord(text, inner, inner == shape.Type ? own : $"{own}[]");
            }
        }
    }

    private static string Need(SettingShape shape) => shape.IsRequired ? "**required**" : "";

    private static string Default(SettingShape shape, object? defaults) => shape.IsRequired ? "**required**" : shape.Property.GetValue(defaults) switch
    {
        null or "" or ICollection { Count: 0 } => "",
        Enum value => $"`{SettingShape.Spell(value)}`",
        bool flag => flag ? "`true`" : "`false`",
        var value => $"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`",
    };

    private static string TypeOf(Type type) => type switch
    {
        _ when type == typeof(string) => "text",
        _ when type == typeof(bool) => "true/false",
        _ when type == typeof(int) || type == typeof(decimal) => "number",
        _ when type == typeof(Secret) => "secret",
        _ when type.IsEnum => string.Join(", ", SettingShape.Spellings(type).Select(word => $"`{word}`")),
        _ when SettingShape.IsText(type) => RightOf(type),
        _ when SettingShape.ListItem(type) is { } item => $"list: {TypeOf(item)}",
        _ when SettingShape.MapValue(type) is { } value => $"map: {TypeOf(value)}",
        _ => "settings",
    };

    private static string RightOf(Type text) => (string)text.GetProperty("Right")!.GetValue(null)!;
}
