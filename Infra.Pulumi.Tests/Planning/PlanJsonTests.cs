using System.Text.Json;
using Infra.Planning;

namespace Infra.Tests.Planning;

/// <summary>The stable format for other tools.</summary>
public sealed class PlanJsonTests
{
    [Fact]
    public async Task Plan_JSON_has_the_documented_properties()
    {
        var plan = await Written("staging");

        Assert.Equal(["stack", "project", "sdk", "resources", "services", "dns", "budget", "cost", "findings"], Names(plan));
        Assert.Equal(["urn", "type", "name", "parent", "dependsOn", "provider", "protect", "retainOnDelete", "component",
            "inputs"], Names(plan.GetProperty("resources")[1]));
        Assert.Equal(
            ["name", "layer", "namespace", "chart", "version", "footprint", "hosts", "backup", "monitoring", "network",
                "upgrade", "blastRadius", "runbook"],
            Names(plan.GetProperty("services")[0]));
        Assert.Equal(["cpu", "memoryMiB", "diskGiB", "capacity", "fits"], Names(plan.GetProperty("budget")));
        Assert.Equal(["rule", "severity", "subject", "message", "fix"], Names(plan.GetProperty("findings")[0]));
    }

    [Fact]
    public async Task Secret_is_an_object()
    {
        var kubernetes = (await Written("staging")).GetProperty("resources").EnumerateArray()
            .Single(r => r.GetProperty("name").GetString() == "kubernetes");

        Assert.True(kubernetes.GetProperty("inputs").GetProperty("kubeconfig").GetProperty("secret").GetBoolean());
    }

    [Fact]
    public async Task Unknown_value_is_the_engine_placeholder()
    {
        var record = (await Written("test")).GetProperty("resources").EnumerateArray()
            .First(r => r.GetProperty("type").GetString() == "cloudflare:index/dnsRecord:DnsRecord");

        Assert.Equal("04da6b54-80e4-46f7-96ec-b56ff0331ba9", record.GetProperty("inputs").GetProperty("content").GetString());
    }

    [Fact]
    public async Task Every_reference_is_a_resource_of_the_plan()
    {
        var resources = (await Written("staging")).GetProperty("resources").EnumerateArray().ToList();
        var urns = resources.Select(resource => resource.GetProperty("urn").GetString()).ToHashSet();

        var named = resources.SelectMany(resource => resource.GetProperty("dependsOn").EnumerateArray()
            .Append(resource.GetProperty("parent")).Append(resource.GetProperty("provider")));
        Assert.DoesNotContain(named, urn => urn.ValueKind == JsonValueKind.String && !urns.Contains(urn.GetString()));
    }

    private static async Task<JsonElement> Written(string stack) =>
        JsonDocument.Parse(PlanJson.Write([await Stacks.Plan(stack)])).RootElement;

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(property => property.Name);
}
