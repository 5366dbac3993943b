using Infra.Bricks;
using Infra.Settings;
using Pulumi;
using Pulumi.Cloudflare.Inputs;

namespace Infra.Foundation;

/// <summary>
/// The rules of a zone, few and simple enough for Cloudflare's free plan (the plan rule `free-plan-limits` counts them). They
/// hold for every stack in the zone, so they name paths and never a stack's hosts.
/// </summary>
public static class EdgeRules
{
    // Nothing here is written in PHP or serves files from a repository: who asks for these is looking for a way in.
    private static readonly string[] Probes = ["/.env", "/.git/", "/.aws/", "/wp-admin", "/wp-login", "/xmlrpc.php", "/phpmyadmin", "/vendor/phpunit"];

    public static IEnumerable<RulesetRuleArgs> Firewall()
    {
        yield return Block("probes", "Nobody here serves these", AnyOf(Probes, path => $"lower(http.request.uri.path) contains \"{path}\""));
        yield return Block("metrics", "Metrics are read inside the cluster", "http.request.uri.path eq \"/metrics\"");
        yield return Block("methods", "Methods that no application here takes", "http.request.method in {\"TRACE\" \"TRACK\" \"CONNECT\"}");
    }

    public static IEnumerable<RulesetRuleArgs> Rates(IReadOnlyList<string> signInPaths, int signInsPerTenSeconds)
    {
        yield return new()
        {
            Ref = "infra-sign-ins",
            Description = "Guessing passwords takes its time",
            Expression = AnyOf(signInPaths, path => $"starts_with(http.request.uri.path, \"{path}\")"),
            Action = "block",
            Ratelimit = new RulesetRuleRatelimitArgs
            {
                Characteristics = { "cf.colo.id", "ip.src" },
                Period = 10,
                RequestsPerPeriod = signInsPerTenSeconds,
                MitigationTimeout = 10,
            },
        };
    }

    /// <summary>Later rules win. What is not named is cached as the application says, and by Cloudflare's default only static files.</summary>
    public static IEnumerable<RulesetRuleArgs> Cache(IReadOnlyList<HostZone> serves, IReadOnlyList<string> operatorHosts)
    {
        if (serves.Contains(HostZone.Base))
        {
            yield return NotCached("api", "Answers of programs to programs", "starts_with(http.request.uri.path, \"/api/\")");
        }

        // An operator's page belongs to whoever has signed in. That a user's host is caught too only costs it its cache.
        yield return serves.Contains(HostZone.Base)
            ? NotCached("operator", "What the operator sees", AnyOf(operatorHosts, host => $"http.host contains \"{host}\""))
            : NotCached("operator", "What the operator sees", "true");
    }

    private static RulesetRuleArgs Block(string name, string why, string expression) => new()
    {
        Ref = $"infra-{name}",
        Description = why,
        Expression = expression,
        Action = "block",
    };

    private static RulesetRuleArgs NotCached(string name, string why, string expression) => new()
    {
        Ref = $"infra-{name}",
        Description = why,
        Expression = expression,
        Action = "set_cache_settings",
        ActionParameters = new RulesetRuleActionParametersArgs { Cache = false },
    };

    private static string AnyOf(IEnumerable<string> items, Func<string, string> condition) =>
        string.Join(" or ", items.Select(item => $"({condition(item)})"));
}
