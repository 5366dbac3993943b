using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Settings.Reading;

/// <summary>From a stack's configuration to settings: profile below, stack above, every problem at once.</summary>
internal static class SettingsLoader
{
    public const string Prefix = "infra:";

    public static PlatformSettings Load(string stack, StackConfig config)
    {
        var problems = new List<SettingProblem>();
        var own = Parse(config, problems);
        var environment = Environment(own);
        if (!own.ContainsKey("environment"))
        {
            problems.Add(new($"{Prefix}environment", "is missing",
                $"write one of {string.Join(", ", SettingShape.Spellings(typeof(EnvironmentKind)))}"));
        }

        var secrets = new ClearTextSecrets(config);
        var json = environment is null ? own : Merge(Profile.Of(environment.Value, stack), own);
        var reader = new SettingsReader(problems, reportsAbsence: environment is not null);
        var settings = (PlatformSettings?)reader.ReadRecord(typeof(PlatformSettings), json, Prefix);
        problems.AddRange(secrets.Find(own));

        // A message shows the value that it found, which may be a secret in the wrong place.
        return problems.Count == 0 ? settings! : throw new SettingsException(stack, problems.Select(Scrub));

        SettingProblem Scrub(SettingProblem problem) => secrets.Texts
            .Aggregate(problem, (seen, secret) =>
                seen with { Wrong = seen.Wrong.Replace(secret, "[secret]", StringComparison.Ordinal) });
    }

    /// <summary>Objects are merged name by name; any other value above replaces the one below.</summary>
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
        return Enum.GetValues<EnvironmentKind>().Cast<EnvironmentKind?>()
            .FirstOrDefault(kind => SettingShape.Spell(kind!) == spelling);
    }

    // A structured key arrives as JSON, a plain one as its bare text.
    private static JsonObject Parse(StackConfig config, List<SettingProblem> problems)
    {
        var json = new JsonObject();
        var plain = SettingShape.Of(typeof(PlatformSettings)).Where(shape => shape.Type.IsEnum).Select(shape => shape.Name)
            .ToHashSet();
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
                problems.Add(new(key, "is invalid JSON",
                    "write it as nested settings (`name: value` lines) in the stack's file"));
            }
        }

        return json;
    }
}
