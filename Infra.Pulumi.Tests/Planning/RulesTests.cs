using System.Collections.Immutable;
using Infra.Bricks;
using Infra.Planning;
using Infra.Planning.Rules;
using Infra.Tests.Settings;

namespace Infra.Tests.Planning;

public sealed class RulesTests
{
    private static readonly Plan Sound = new()
    {
        Stack = "staging",
        Project = "infra",
        Settings = AnyStack.Settings,
        Resources = [Namespace("one")],
        Services = [],
        Dns = [new("home.example.net", "A", true)],
        Budget = new(new(1, 1024, 10), new(4, 8192, 100)),
        Cost = new("EUR", []),
    };

    [Fact]
    public void Valid_plan_has_no_error() =>
        Assert.DoesNotContain(PlanRules.All.SelectMany(rule => rule(Sound)), finding => finding.Severity == Severity.Error);

    [Fact]
    public void Duplicate_URN_is_an_error() => Assert.Equal(
        new Finding("unique-urns", Severity.Error, "urn:one", "is declared 2 times", "give each resource a unique name"),
        Assert.Single(UniqueUrns.Check(Sound with { Resources = [Namespace("one"), Namespace("one")] })));

    [Theory]
    [InlineData("a-name-that-is-longer-than-the-sixty-three-letters-that-a-label-has", "has the name `{0}` of 67 characters")]
    [InlineData("Upper", "has the name `{0}`, which is not a valid DNS name")]
    [InlineData("under_score", "has the name `{0}`, which is not a valid DNS name")]
    [InlineData("dash-", "has the name `{0}`, which is not a valid DNS name")]
    public void Invalid_Kubernetes_name_is_an_error(string name, string message)
    {
        var finding = Assert.Single(ValidNames.Check(Sound with { Resources = [Namespace(name)] }));

        Assert.Equal((Severity.Error, message.Replace("{0}", name, StringComparison.Ordinal)),
            (finding.Severity, finding.Message));
    }

    [Fact]
    public void Release_name_has_ten_characters_less()
    {
        var release = new PlannedResource
        {
            Urn = "urn:release",
            Type = "kubernetes:helm.sh/v3:Release",
            Name = "release",
            Inputs = new Dictionary<string, object> { ["name"] = new string('a', 54) },
        };

        Assert.Equal("use at most 53 lower-case letters, digits and inner dashes",
            Assert.Single(ValidNames.Check(Sound with { Resources = [release] })).Fix);
    }

    [Theory]
    [InlineData("-home.example.net")]
    [InlineData("ho_me.example.net")]
    [InlineData("a-name-that-is-longer-than-the-sixty-three-letters-that-a-label-has.example.net")]
    public void Invalid_host_name_is_an_error(string host) =>
        Assert.Equal(host, Assert.Single(ValidHostNames.Check(Sound with { Dns = [new(host, "A", true)] })).Subject);

    [Theory]
    [InlineData(5, 1024, 10, "the services request 5, the machines offer 4")]
    [InlineData(1, 9000, 10, "the services request 9000 MiB, the machines offer 8192 MiB")]
    [InlineData(1, 1024, 101, "the services request 101 GiB, the machines offer 100 GiB")]
    public void Exceeded_budget_is_an_error(int cpu, int memory, int disk, string message) =>
        Assert.Equal(
            message, Assert.Single(BudgetFits.Check(Sound with
            {
                Budget = Sound.Budget with
                {
                    Needed = new Footprint(cpu,
                memory, disk)
                }
            })).Message);

    [Fact]
    public async Task Host_of_two_services_is_an_error()
    {
        var plan = await Stacks.Plan("staging");
        var portal = plan.Services.Single(service => service.Name == "portal");

        var finding = Assert.Single(DistinctHosts.Check(plan with { Services = [.. plan.Services, portal with { Name = "shop" }] }));

        Assert.Equal(("staging-home.example.net", "belongs to portal and shop"), (finding.Subject, finding.Message));
    }

    [Fact]
    public void Host_of_two_stacks_is_an_error_in_both()
    {
        var plans = UniqueHosts.Check([Sound, Sound with { Stack = "prod" }]);

        Assert.Equal(["also belongs to prod", "also belongs to staging"],
            plans.Select(plan => Assert.Single(plan.Findings).Message));
    }

    [Fact]
    public void Public_ports_are_a_warning() =>
        Assert.Equal(["infra:access.ssh", "infra:access.api"], PublicAccess.Check(Sound).Select(finding => finding.Subject));

    [Fact]
    public void Restricted_ports_are_fine()
    {
        var settings = AnyStack.Load(AnyStack.And("infra:access: { ssh: 203.0.113.0/24, api: [203.0.113.0/24] }"));

        Assert.Empty(PublicAccess.Check(Sound with { Settings = settings }));
    }

    [Fact]
    public async Task Service_in_an_unknown_namespace_is_an_error()
    {
        var plan = await Stacks.Plan("staging");
        var lost = plan.Services[0] with { Name = "lost", Namespace = "nowhere" };

        var finding = Assert.Single(PodSecurityLevels.Check(plan with { Services = [.. plan.Services, lost] }));

        Assert.Equal(("lost", "is in the namespace nowhere, which does not exist"), (finding.Subject, finding.Message));
    }

    [Theory]
    [InlineData("http_ratelimit", 2, "has 2 rules in the phase http_ratelimit, the free plan allows 1")]
    [InlineData("http_request_firewall_custom", 6,
        "has 6 rules in the phase http_request_firewall_custom, the free plan allows 5")]
    [InlineData("http_request_cache_settings", 11,
        "has 11 rules in the phase http_request_cache_settings, the free plan allows 10")]
    public void Too_many_rules_for_the_free_plan_are_an_error(string phase, int count, string message) =>
        Assert.Contains(
            message, FreePlanLimits.Check(Sound with { Resources = [Ruleset(phase, [.. Enumerable.Repeat(AnyRule, count)])] })
                .Select(finding => finding.Message));

    [Theory]
    [InlineData("http.host matches \"^a\"", "block", "which uses a regular expression")]
    [InlineData("true", "log", "which only logs")]
    [InlineData("true or http.host eq \"a\"", "block", "which uses http.host")]
    public void Unsupported_rule_of_the_free_plan_is_an_error(string expression, string action, string message)
    {
        var rule = new Dictionary<string, object>(AnyRule) { ["expression"] = expression, ["action"] = action };

        var findings = FreePlanLimits.Check(Sound with { Resources = [Ruleset("http_ratelimit", [rule])] });

        Assert.Contains($"has the rule any, {message}", findings.Select(finding => finding.Message));
    }

    [Fact]
    public void Rate_limit_period_other_than_ten_seconds_is_an_error()
    {
        var rule = new Dictionary<string, object>(
            AnyRule)
        { ["ratelimit"] = new Dictionary<string, object> { ["period"] = 60.0, ["mitigationTimeout"] = 10.0 } };

        Assert.Equal("has the rule any, whose period is not 10 seconds",
            Assert.Single(FreePlanLimits.Check(Sound with { Resources = [Ruleset("http_ratelimit", [rule])] })).Message);
    }

    private static Dictionary<string, object> AnyRule => new()
    {
        ["ref"] = "any",
        ["expression"] = "starts_with(http.request.uri.path, \"/login\")",
        ["action"] = "block",
        ["ratelimit"] = new Dictionary<string, object> { ["period"] = 10.0, ["mitigationTimeout"] = 10.0 },
    };

    private static PlannedResource Ruleset(string phase, IReadOnlyList<object> rules) => new()
    {
        Urn = "urn:rules",
        Type = "cloudflare:index/ruleset:Ruleset",
        Name = "rules",
        Inputs = new Dictionary<string, object> { ["phase"] = phase, ["rules"] = rules },
    };

    private static PlannedResource Namespace(string name) => new()
    {
        Urn = $"urn:{name}",
        Type = "kubernetes:core/v1:Namespace",
        Name = name,
        Inputs = new Dictionary<string, object> { ["metadata"] = ImmutableDictionary<string, object>.Empty.Add("name", name) },
    };
}
