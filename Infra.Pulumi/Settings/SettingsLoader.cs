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
        var environment = Environment(own);
        var json = environment is null ? own : Merge(Profile.Of(environment.Value, stack), own);
        if (!own.ContainsKey("environment"))
        {
            problems.Add(new($"{Prefix}environment", "is missing", $"write one of {string.Join(", ", SettingShape.Spellings(typeof(EnvironmentKind)))}"));
        }

        var reader = new SettingsReader(problems, reportsAbsence: environment is not null);
        var settings = (PlatformSettings?)reader.ReadRecord(typeof(PlatformSettings), json, Prefix);
        problems.AddRange(SecretsInClearText(typeof(PlatformSettings), own, config.SecretKeys));

        return problems.Count == 0 ? settings! : throw new SettingsException(stack, problems.Select(Scrub));

        // A message shows what it found, and what it found may be somebody's secret in the wrong place.
        SettingProblem Scrub(SettingProblem problem) => SecretTexts(own, config.SecretKeys)
            .Aggregate(problem, (seen, secret) => seen with { Wrong = seen.Wrong.Replace(secret, "[secret]", StringComparison.Ordinal) });
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
                json[name] = value.Length == 0 ? null
                    : plain.Contains(name) || !(value.StartsWith('{') || value.StartsWith('[')) ? value
                    : JsonNode.Parse(value);
            }
            catch (JsonException)
            {
                problems.Add(new(key, "holds broken JSON", "write it as settings of its own (`name: value` lines) in the stack's file"));
            }
        }

        return json;
    }

    private static IEnumerable<string> SecretTexts(JsonObject json, IReadOnlySet<string> secretKeys) => json
        .Where(pair => pair.Value is not null && (secretKeys.Contains(Prefix + pair.Key)))
        .SelectMany(pair => Leaves(pair.Value!))
        .Select(leaf => leaf.ToString())
        .Where(text => text.Length > 0);

    private static IEnumerable<JsonNode> Leaves(JsonNode node) => node switch
    {
        JsonObject map => map.Where(pair => pair.Value is not null).SelectMany(pair => Leaves(pair.Value!)),
        JsonArray list => list.OfType<JsonNode>().SelectMany(Leaves),
        _ => [node],
    };

    // The engine marks a whole key as secret when anything in it is, so that is as fine as this can look.
    private static IEnumerable<SettingProblem> SecretsInClearText(Type record, JsonObject json, IReadOnlySet<string> secretKeys) =>
        from shape in SettingShape.Of(record)
        where json[shape.Name] is JsonObject && !secretKeys.Contains(Prefix + shape.Name)
        from key in SecretsIn(shape.Type, (JsonObject)json[shape.Name]!, Prefix + shape.Name)
        select new SettingProblem(key, "stands in clear text",
            $"encrypt it: `pulumi config set --secret --path {key}`, and replace the secret, for it has been seen");

    private static IEnumerable<string> SecretsIn(Type record, JsonObject json, string key) => SettingShape.Of(record)
        .Where(shape => json[shape.Name] is not null)
        .SelectMany(shape => shape.Type == typeof(Secret) ? [$"{key}.{shape.Name}"]
            : json[shape.Name] is JsonObject inner ? SecretsIn(shape.Type, inner, $"{key}.{shape.Name}")
            : Enumerable.Empty<string>());
}
