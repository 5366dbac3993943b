using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Settings;

/// <summary>From a stack's configuration to settings: profile below, stack above, every problem at once.</summary>
internal static class SettingsLoader
{
    public const string Prefix = "infra:";

    public static PlatformSettings Load(string stack, StackConfig config)
    {
        var problems = new List<SettingProblem>();
        var own = Parse(config, problems);
        var json = Environment(own) is { } environment ? Merge(Profile.Of(environment, stack), own) : own;

        var settings = (PlatformSettings?)new SettingsReader(problems).ReadRecord(typeof(PlatformSettings), json, Prefix);
        problems.AddRange(SecretsInClearText(typeof(PlatformSettings), own, config.SecretKeys));

        return problems.Count == 0 ? settings! : throw new SettingsException(stack, problems);
    }

    /// <summary>Objects are merged name by name, anything else that stands above replaces what stands below.</summary>
    private static JsonObject Merge(JsonObject below, JsonObject above)
    {
        foreach (var (name, value) in above)
        {
            below[name] = below[name] is JsonObject lower && value is JsonObject upper ? Merge(lower, upper) : value?.DeepClone();
        }

        return below;
    }

    private static EnvironmentKind? Environment(JsonObject own)
    {
        var spelling = own["environment"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        return Enum.GetValues<EnvironmentKind>().Cast<EnvironmentKind?>().FirstOrDefault(kind => SettingShape.Spell(kind!) == spelling);
    }

    // A structured key arrives as JSON, a plain one as its bare text.
    private static JsonObject Parse(StackConfig config, List<SettingProblem> problems)
    {
        var json = new JsonObject();
        var plain = SettingShape.Of(typeof(PlatformSettings)).Where(shape => shape.Type.IsEnum).Select(shape => shape.Name).ToHashSet();
        foreach (var (key, value) in config.Values.Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var name = key[Prefix.Length..];
            try
            {
                json[name] = plain.Contains(name) || !(value.StartsWith('{') || value.StartsWith('[')) ? value : JsonNode.Parse(value);
            }
            catch (JsonException)
            {
                problems.Add(new(key, "holds broken JSON", "write it as settings of its own (`name: value` lines) in the stack's file"));
            }
        }

        return json;
    }

    // The engine marks a whole key as secret when anything in it is, so that is as fine as this can look.
    private static IEnumerable<SettingProblem> SecretsInClearText(Type record, JsonObject json, IReadOnlySet<string> secretKeys) =>
        from shape in SettingShape.Of(record)
        where json[shape.Name] is JsonObject && !secretKeys.Contains(Prefix + shape.Name)
        from secret in SettingShape.Of(shape.Type)
        where secret.Type == typeof(Secret) && json[shape.Name]![secret.Name] is not null
        select new SettingProblem($"{Prefix}{shape.Name}.{secret.Name}", "stands in clear text",
            $"encrypt it: `pulumi config set --secret --path {Prefix}{shape.Name}.{secret.Name}`, and replace the secret, for it has been seen");
}
