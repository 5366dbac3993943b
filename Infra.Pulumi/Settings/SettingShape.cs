using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>One setting of a record: what the reader, the JSON schema and the manual need to know of it.</summary>
public sealed record SettingShape(PropertyInfo Property, string Name, bool IsRequired)
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<SettingShape>> Known = [];

    public Type Type => Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    public string Meaning => Property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "";

    /// <summary>The settings of a record, in the order of its source. What it computes is not settable, hence not here.</summary>
    public static IReadOnlyList<SettingShape> Of(Type record) => Known.GetOrAdd(record, static type =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is not null && property.GetIndexParameters().Length == 0)
            .Select(property => new SettingShape(
                property,
                property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                property.IsDefined(typeof(RequiredMemberAttribute)))),
    ]);

    public static bool IsText(Type type) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ISettingText<>));

    public static Type? ListItem(Type type) => Argument(type, typeof(IReadOnlyList<>), 0);

    public static Type? MapValue(Type type) => Argument(type, typeof(IReadOnlyDictionary<,>), 1);

    /// <summary>How an enum's value is written in a stack file: LetsEncrypt is `lets-encrypt`.</summary>
    public static string Spell(object value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()!);

    public static IEnumerable<string> Spellings(Type enumeration) => Enum.GetValues(enumeration).Cast<object>().Select(Spell);

    private static Type? Argument(Type type, Type definition, int index) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition ? type.GetGenericArguments()[index] : null;
}
