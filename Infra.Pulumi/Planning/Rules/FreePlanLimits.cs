using System.Globalization;

namespace Infra.Planning.Rules;

/// <summary>
/// The limits of Cloudflare's free plan for rules in a zone. Cloudflare would reject more only during an update.
/// https://developers.cloudflare.com/waf/custom-rules/ · …/waf/rate-limiting-rules/ · …/cache/how-to/cache-rules/
/// </summary>
public static class FreePlanLimits
{
    private const string Rule = "free-plan-limits";
    private const string RateLimitPhase = "http_ratelimit";
    private const int MaxExpressionLength = 4096;

    private static readonly Dictionary<string, int> MaxRules = new()
    {
        ["http_request_firewall_custom"] = 5,
        [RateLimitPhase] = 1,
        ["http_request_cache_settings"] = 10,
    };

    private static readonly string[] RateLimitFields = ["http.request.uri.path", "cf.client.bot"];

    public static IEnumerable<Finding> Check(Plan plan) => plan.Resources
        .Where(resource => resource.Type == "cloudflare:index/ruleset:Ruleset")
        .SelectMany(Check);

    private static IEnumerable<Finding> Check(PlannedResource ruleset)
    {
        var phase = (string)ruleset.Inputs["phase"];
        var rules = ((IEnumerable<object>)ruleset.Inputs.GetValueOrDefault("rules", Array.Empty<object>()))
            .Cast<IReadOnlyDictionary<string, object>>()
            .ToList();
        if (MaxRules.GetValueOrDefault(phase) is var most && rules.Count > most)
        {
            yield return Of(ruleset, $"has {rules.Count} rules in the phase {phase}, the free plan allows {most}",
                "combine rules with `or`, or remove one");
        }

        foreach (var rule in rules)
        {
            foreach (var (wrong, fix) in Problems(phase, rule))
            {
                yield return Of(ruleset, $"has the rule {rule.GetValueOrDefault("ref", "without a ref")}, {wrong}", fix);
            }
        }
    }

    private static IEnumerable<(string Wrong, string Fix)> Problems(string phase, IReadOnlyDictionary<string, object> rule)
    {
        var expression = (string)rule["expression"];
        if (expression.Length > MaxExpressionLength)
        {
            yield return ($"whose expression has {expression.Length} characters", $"shorten it to {MaxExpressionLength}");
        }

        if (expression.Contains(" matches ", StringComparison.Ordinal) || expression.Contains(" ~ ", StringComparison.Ordinal))
        {
            yield return ("which uses a regular expression", "use contains, starts_with and ends_with");
        }

        if (rule["action"] is "log")
        {
            yield return ("which only logs", "block or challenge");
        }

        if (phase != RateLimitPhase)
        {
            yield break;
        }

        var rate = (IReadOnlyDictionary<string, object>)rule["ratelimit"];
        foreach (var span in new[] { "period", "mitigationTimeout" })
        {
            if (Convert.ToInt32(rate.GetValueOrDefault(span, 0), CultureInfo.InvariantCulture) != 10)
            {
                yield return ($"whose {span} is not 10 seconds", "write 10, the only supported value");
            }
        }

        if (FieldsIn(expression).Except(RateLimitFields).FirstOrDefault() is { } field)
        {
            yield return ($"which uses {field}", "use only the path and cf.client.bot");
        }
    }

    // Fields contain dots, functions have parentheses; quoted text is ignored.
    private static IEnumerable<string> FieldsIn(string expression) => expression.Split('"')
        .Where((_, index) => index % 2 == 0)
        .SelectMany(part => part.Split([' ', '(', ')', ',', '{', '}'], StringSplitOptions.RemoveEmptyEntries))
        .Where(word => word.Contains('.', StringComparison.Ordinal));

    private static Finding Of(PlannedResource ruleset, string message, string fix) =>
        new(Rule, Severity.Error, ruleset.Urn, message, fix);
}
