using Infra.Planning;
using Infra.Planning.Rules;
using Infra.Tests.Settings;

namespace Infra.Tests.Foundation;

public sealed class EdgeTests
{
    [Fact]
    public async Task A_host_has_a_record_for_each_address_of_each_node()
    {
        var plan = await AnyPlan.Single;

        Assert.Equal(
            [("A", "203.0.113.10"), ("AAAA", "2001:db8::10")],
            plan.OfType("DnsRecord").Where(record => record.Name.StartsWith("dns-kapi", StringComparison.Ordinal)).Select(TypeAndContent));
    }

    [Fact]
    public async Task Without_ipv6_on_every_node_no_name_promises_it() =>
        Assert.DoesNotContain((await AnyPlan.TwoAgents).Dns, record => record.Type == "AAAA");

    [Fact]
    public async Task The_api_is_on_servers_only_and_never_proxied()
    {
        var records = (await AnyPlan.TwoAgents).OfType("DnsRecord").Where(record => record.Name.StartsWith("dns-k3s", StringComparison.Ordinal));

        var record = Assert.Single(records);
        Assert.Equal(("203.0.113.10", false), (record.Inputs["content"], record.Inputs["proxied"]));
    }

    [Theory]
    [InlineData("ownsZones: false", "sso", false)]
    [InlineData("proxyDnsOnly: true", "sso", true)]
    [InlineData("proxyDnsOnly: true", "k3s", false)]
    [InlineData("mode: tunnel", "k3s", true)]
    public void Hosts_that_are_dns_only_are_proxied_by_setting(string line, string host, bool proxied)
    {
        var edge = AnyStack.Load(AnyPlan.WithEdge(line)).Edge;
        var exposure = host == "k3s" ? Infra.Bricks.Exposure.KubernetesApi : Infra.Platform.Casdoor.Host;

        Assert.Equal(proxied, exposure.IsProxiedBy(edge));
    }

    [Fact]
    public async Task Staging_leaves_the_zones_settings_to_prod()
    {
        Assert.Empty((await Stacks.Plan("staging")).OfType("ZoneSetting"));
        Assert.Equal(14, (await Stacks.Plan("prod")).OfType("ZoneSetting").Count());
    }

    [Theory]
    [InlineData("ssl", "strict")]
    [InlineData("min_tls_version", "1.2")]
    [InlineData("always_use_https", "on")]
    [InlineData("http3", "on")]
    public async Task Both_zones_are_encrypted_on_both_sides(string setting, string value) => Assert.Equal(
        [value, value],
        (await Stacks.Plan("prod")).OfType("ZoneSetting").Where(s => (string)s.Inputs["settingId"] == setting).Select(s => s.Inputs["value"]));

    [Fact]
    public async Task Browsers_remember_for_half_a_year_that_there_is_https()
    {
        var setting = (await Stacks.Plan("prod")).The("zone-example-com-security-header");

        Assert.Equal(180.0 * 24 * 3600, setting.At("value", "strict_transport_security", "max_age"));
        Assert.Equal(true, setting.At("value", "strict_transport_security", "enabled"));
    }

    [Fact]
    public async Task One_zone_for_both_domains_is_set_once_and_caches_no_page_of_the_operator()
    {
        var yaml = AnyPlan.WithEdge("ownsZones: true").Replace("internal: example.net", "internal: example.com", StringComparison.Ordinal);

        var cache = Assert.Single((await AnyPlan.Of(yaml)).OfType("Ruleset"), rules => rules.Name.EndsWith("-cache", StringComparison.Ordinal));

        var expressions = RulesOf(cache).Select(rule => (string)rule["expression"]).ToList();
        Assert.Contains("http.host contains \"secrets\"", expressions[1], StringComparison.Ordinal);
        Assert.DoesNotContain("true", expressions);
    }

    [Fact]
    public async Task The_rules_fit_the_free_plan() => Assert.Empty(FreePlanLimits.Check(await Stacks.Plan("prod")));

    [Fact]
    public async Task Two_stacks_that_set_one_zone_are_told()
    {
        var (one, other) = (await Stacks.Plan("prod"), (await Stacks.Plan("prod")) with { Stack = "staging" });

        var findings = UniqueZones.Check([one, other])[0].Findings.Where(finding => finding.Rule == "unique-zones");

        Assert.Equal("is also configured by staging", findings.First().Message);
    }

    [Fact]
    public async Task Names_do_not_wait_for_the_cluster()
    {
        var plan = await AnyPlan.Single;

        Assert.All(plan.OfType("DnsRecord"), record => Assert.Empty(record.DependsOn));
    }

    private static (object, object) TypeAndContent(PlannedResource record) => (record.Inputs["type"], record.Inputs["content"]);

    private static IEnumerable<IReadOnlyDictionary<string, object>> RulesOf(PlannedResource ruleset) =>
        ((IEnumerable<object>)ruleset.Inputs["rules"]).Cast<IReadOnlyDictionary<string, object>>();
}
