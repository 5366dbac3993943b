using System.Text.Json;
using Infra.Planning;
using Infra.Tests.Foundation;
using Infra.Tests.Settings;

namespace Infra.Tests.Insight;

public sealed class InsightTests
{
    private static readonly string Told = AnyStack.And("infra:alerts: { webhook: { secure: v1:a } }");
    private static readonly string Shared = AnyStack.And("infra:signoz: { clickhouse: shared }");

    [Fact]
    public async Task SigNoz_has_a_clickhouse_of_its_own()
    {
        var plan = await AnyPlan.Of(Told);

        Assert.Equal("clickhouse-signoz-store.observability.svc", SigNoz(plan).At("values", "externalClickhouse", "host"));
        Assert.Equal(["clickhouse", "signoz-store"], plan.OfType("ClickHouseInstallation").Select(store => store.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task SigNoz_shares_the_business_clickhouse_as_a_user_of_its_own()
    {
        var plan = await AnyPlan.Of(Shared);

        Assert.Single(plan.OfType("ClickHouseInstallation"));
        Assert.Equal(("signoz", "signoz-clickhouse"),
            (SigNoz(plan).At("values", "externalClickhouse", "user"), SigNoz(plan).At("values", "externalClickhouse", "existingSecret")));
    }

    [Fact]
    public async Task No_default_credential_of_signoz_survives()
    {
        var values = SigNoz(await AnyPlan.Of(Told));

        Assert.Equal(false, values.At("values", "clickhouse", "enabled"));
        Assert.Equal("tokens", values.At("values", "signoz", "env", "signoz_tokenizer_jwt_secret", "valueFrom", "secretKeyRef", "key"));
    }

    [Fact]
    public async Task Every_service_that_says_how_it_is_well_has_an_alert()
    {
        var plan = await AnyPlan.Of(Told);

        var queries = RulesOf(plan).Select(rule => rule.GetProperty("condition").GetRawText()).ToList();
        Assert.All(plan.Services.SelectMany(service => service.Profile.Probe.Urls),
            url => Assert.Contains(queries, query => query.Contains(new Uri(url).Authority, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("postgres has no fresh backup")]
    [InlineData("redis has no fresh dump")]
    [InlineData("platform-postgres was not restored in a drill")]
    [InlineData("redis is short of memory")]
    [InlineData("clickhouse restarts again and again")]
    [InlineData("the disk of a volume in data fills up")]
    [InlineData("staging-signoz.example.net uses up its error budget (1h)")]
    [InlineData("a certificate is not renewed")]
    [InlineData("telemetry arrives and alerts are delivered")]
    public async Task An_alert_follows_from_the_profiles(string name) =>
        Assert.Contains(RulesOf(await AnyPlan.Of(AnyStack.And("infra:alerts: { webhook: { secure: v1:a } }\ninfra:domain: { base: example.com, internal: example.net, prefix: staging }")
            .Replace("  infra:domain:\n    base: example.com\n    internal: example.net\n", "", StringComparison.Ordinal))), rule => rule.GetProperty("alert").GetString() == name);

    [Fact]
    public async Task Alerts_have_names_of_their_own()
    {
        var names = RulesOf(await AnyPlan.Of(Told)).Select(rule => rule.GetProperty("alert").GetString()).ToList();

        Assert.Equal(names.Distinct().Count(), names.Count);
    }

    [Fact]
    public async Task The_watchdog_watches_every_host_and_hears_the_heartbeat()
    {
        var plan = await AnyPlan.Of(Told);

        var bindings = ((IEnumerable<object>)plan.The("watchdog").Inputs["bindings"]).Cast<IReadOnlyDictionary<string, object>>().ToDictionary(binding => (string)binding["name"]);
        Assert.All(plan.Services.SelectMany(service => service.Hosts), host => Assert.Contains(host, (string)bindings["HOSTS"]["json"], StringComparison.Ordinal));
        Assert.True(Marker.IsSecret((string)bindings["WEBHOOK"]["text"]) && Marker.IsSecret((string)bindings["PATH"]["text"]));
        Assert.True(Marker.IsSecret((string)plan.The("alerts-addresses-source").At("stringData", "HEARTBEAT_URL")!));
    }

    [Fact]
    public async Task Alerts_that_reach_nobody_are_a_warning() =>
        Assert.Contains((await AnyPlan.Single).Findings, finding => finding is { Rule: "unmet-requirements", Subject: "alerts" });

    [Fact]
    public async Task OpenPanel_s_api_is_reached_below_the_dashboard_s_host()
    {
        var plan = await AnyPlan.Of(Told);

        Assert.Equal("observability-openpanel-strip-api@kubernetescrd",
            ((IReadOnlyDictionary<string, object>)plan.The("openpanel-api-ingress").At("metadata", "annotations")!)["traefik.ingress.kubernetes.io/router.middlewares"]);
    }

    private static PlannedResource SigNoz(Plan plan) => plan.OfType("Release").Single(release => release.Name == "signoz");

    private static List<JsonElement> RulesOf(Plan plan) => [.. JsonDocument.Parse((string)plan.OfType("ConfigMap")
        .Single(map => map.Name == "alerts").At("data", "rules.json")!).RootElement.EnumerateArray()];
}
