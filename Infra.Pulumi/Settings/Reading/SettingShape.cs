using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Infra.Settings.Texts;

namespace Infra.Settings.Reading;

/// <summary>One setting of a record: what the reader, the JSON schema and the manual know about it.</summary>
public sealed record SettingShape(PropertyInfo Property, string Name, bool IsRequired)
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<SettingShape>> Known = [];

    public Type Type => Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    internal SettingRange? Range => SettingRange.Of(Property);

    public string Meaning => Property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "";

    /// <summary>The settings of a record, in the order of its source. A computed property is not a setting.</summary>
    public static IReadOnlyList<SettingShape> Of(Type record) => Known.GetOrAdd(record, static type =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is not null && property.GetIndexParameters().Length == 0)
            .Select(property => new SettingShape(
                property,
                NameOf(property),
                property.IsDefined(typeof(RequiredMemberAttribute)))),
    ]);

    /// <summary>The item of a list, the value of a map, or the type itself.</summary>
    public static Type Inner(Type type) => ListItem(type) ?? MapValue(type) ?? type;

    public static bool IsText(Type type) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ISettingText<>));

    /// <summary>The description of a correct text, which ends the sentence "write …".</summary>
    public static string RightOf(Type text) => Static(text, nameof(ISettingText<Label>.Right));

    /// <summary>The regular expression that a correct text matches.</summary>
    public static string PatternOf(Type text) => Static(text, nameof(ISettingText<Label>.Pattern));

    /// <summary>Whether a type is a record of settings.</summary>
    public static bool IsRecord(Type type) =>
        type.Namespace == typeof(PlatformSettings).Namespace && !type.IsEnum && type != typeof(Secret);

    public static Type? ListItem(Type type) => Argument(type, typeof(IReadOnlyList<>), 0);

    public static Type? MapValue(Type type) => Argument(type, typeof(IReadOnlyDictionary<,>), 1);

    /// <summary>How an enum's value is written in a stack file: LetsEncrypt is `lets-encrypt`.</summary>
    public static string Spell(object value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()!);

    public static IEnumerable<string> Spellings(Type enumeration) => Enum.GetValues(enumeration).Cast<object>().Select(Spell);

    private static string NameOf(PropertyInfo property) => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
        ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static string Static(Type text, string property) => (string)text.GetProperty(property)!.GetValue(null)!;

    private static Type? Argument(Type type, Type definition, int index) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition ? type.GetGenericArguments()[index] : null;
}
