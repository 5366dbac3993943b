using System.Text.Json;
using Infra.Engine.Adoption;

namespace Infra.Tests.Engine.Adoption;

public sealed class AdoptionPlanTests
{
    [Theory]
    [InlineData("kubernetes_namespace", """{"id":"data","metadata":[{"name":"data"}]}""", "data", "data")]
    [InlineData("helm_release", """{"id":"dashboard","name":"dashboard","namespace":"platform"}""", "dashboard",
        "platform/dashboard")]
    [InlineData("cloudflare_record",
        """{"id":"r1","zone_id":"z1","type":"A","name":"staging-kapi","hostname":"staging-kapi.example.net"}""",
            "dns-kapi-staging-1-a", "z1/r1")]
    [InlineData("kubernetes_manifest",
        """{"manifest":{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"data-default-deny","namespace":"data"}}}""", "data-default-deny", "data/data-default-deny")]
    public async Task Resource_in_state_and_plan_is_imported_under_our_name(
        string type, string attributes, string name, string id)
    {
        var adopted = AdoptionPlan.Match([Old(type, attributes)], await Stacks.Plan("staging"));

        var (resource, importId) = Assert.Single(adopted.Resources);
        Assert.Equal((name, id), (resource.Name, importId));
    }

    [Theory]
    [InlineData("null_resource", "{}", "staging has no counterpart of null_resource; `up` creates it if it is needed")]
    [InlineData("kubernetes_namespace", """{"metadata":[{"name":"old"}]}""", "staging has no Namespace old")]
    public async Task Skipped_resource_has_a_reason(string type, string attributes, string why)
    {
        var adopted = AdoptionPlan.Match([Old(type, attributes)], await Stacks.Plan("staging"));

        Assert.Equal([($"{type}.old", why)], adopted.Skipped);
    }

    [Fact]
    public async Task Planned_resource_is_matched_once()
    {
        var old = Old("kubernetes_namespace", """{"metadata":[{"name":"data"}]}""");

        var adopted = AdoptionPlan.Match([old, old with { Address = "again" }], await Stacks.Plan("staging"));

        Assert.Equal([("again", "kubernetes_namespace.old already matches Namespace data")], adopted.Skipped);
    }

    [Fact]
    public async Task Import_file_lists_components_before_their_children_and_the_provider()
    {
        var plan = await Stacks.Plan("staging");

        var list = JsonSerializer.Deserialize<JsonElement>(
            ImportFile.Write(AdoptionPlan.Match([Old("kubernetes_namespace", """{"metadata":[{"name":"data"}]}""")],
                plan), plan));

        var resources = list.GetProperty("resources").EnumerateArray().ToList();
        Assert.Equal(["namespaces", "data"], resources.Select(resource => resource.GetProperty("logicalName").GetString()));
        Assert.True(resources[0].GetProperty("component").GetBoolean());
        Assert.Equal(resources[0].GetProperty("name").GetString(), resources[1].GetProperty("parent").GetString());
        Assert.EndsWith("pulumi:providers:kubernetes::kubernetes",
            list.GetProperty("nameTable").GetProperty(resources[1].GetProperty("provider").GetString()!)
                .GetString(), StringComparison.Ordinal);
    }

    private static TerraformResource Old(string type, string attributes) =>
        new($"{type}.old", type, JsonSerializer.Deserialize<JsonElement>(attributes));
}
