using Infra.Bricks;
using Infra.Settings;
using Pulumi;
using Pulumi.Cloudflare;
using Pulumi.Cloudflare.Inputs;

namespace Infra.Foundation;

public sealed record EdgeZoneArgs
{
    public required string Domain { get; init; }

    public required string ZoneId { get; init; }

    public required StackServices Stack { get; init; }

    /// <summary>Whether users reach it, the operator, or, where both domains are one, both.</summary>
    public required IReadOnlyList<HostZone> Serves { get; init; }
}

/// <summary>
/// What a zone has only one of, whichever stacks use it: encryption on both sides of the edge, and one list of rules for each
/// phase. Cloudflare keeps the last settings when this goes; the rules go with it.
/// </summary>
public sealed class EdgeZone : ComponentResource
{
    public EdgeZone(string name, EdgeZoneArgs args, ComponentResourceOptions? options = null)
        : base("infra:foundation:EdgeZone", name, options)
    {
        // The origin must show a certificate that is valid for the host; "full" would take anybody's.
        Set("ssl", "strict");
        Set("min_tls_version", "1.2");
        Set("tls_1_3", "on");
        Set("always_use_https", "on");
        Set("automatic_https_rewrites", "on");
        Set("http3", "on");
        Set("security_header", new Dictionary<string, object>
        {
            ["strict_transport_security"] = new Dictionary<string, object>
            {
                ["enabled"] = args.Stack.Settings.Edge.HstsDays > 0,
                ["max_age"] = args.Stack.Settings.Edge.HstsDays * 24 * 3600,
                // Names in the zone that are not ours may still speak plain HTTP, and a preload list never forgets.
                ["include_subdomains"] = false,
                ["preload"] = false,
                ["nosniff"] = true,
            },
        });

        Rules("firewall", "http_request_firewall_custom", EdgeRules.Firewall());
        Rules("rates", "http_ratelimit", EdgeRules.Rates(args.Stack.SignInPaths, args.Stack.Settings.Edge.SignInsPerTenSeconds));
        Rules("cache", "http_request_cache_settings", EdgeRules.Cache(args.Serves, args.Stack.OperatorHosts));
        RegisterOutputs();

        void Set(string id, Input<object> value) => _ = new ZoneSetting($"{name}-{id.Replace('_', '-')}", new()
        {
            ZoneId = args.ZoneId,
            SettingId = id,
            Value = value,
        }, new() { Parent = this });

        void Rules(string what, string phase, IEnumerable<RulesetRuleArgs> rules) => _ = new Ruleset($"{name}-{what}", new()
        {
            ZoneId = args.ZoneId,
            Name = $"infra {what}",
            Kind = "zone",
            Phase = phase,
            Rules = rules.ToArray(),
        }, new() { Parent = this });
    }

    /// <summary>The two zones, or the one where both domains are the same.</summary>
    public static IReadOnlyList<EdgeZoneArgs> Of(StackServices stack) =>
    [
        .. new[] { (Zone: HostZone.Base, stack.Settings.Domain.Base.Text), (Zone: HostZone.Internal, stack.Settings.Domain.Internal.Text) }
            .GroupBy(pair => pair.Text)
            .Select(group => new EdgeZoneArgs
            {
                Domain = group.Key,
                ZoneId = stack.Settings.Edge.ZoneIdOf(group.First().Zone).Text,
                Stack = stack,
                Serves = [.. group.Select(pair => pair.Zone)],
            }),
    ];
}
