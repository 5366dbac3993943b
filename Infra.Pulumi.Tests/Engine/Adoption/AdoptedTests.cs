using System.Text.Json;
using Infra.Engine.Adoption;

namespace Infra.Tests.Engine.Adoption;

public sealed class AdoptedTests
{
    [Theory]
    [InlineData("kubernetes_namespace", """{"id":"data","metadata":[{"name":"data"}]}""", "data", "data")]
    [InlineData("helm_release", """{"id":"dashboard","name":"dashboard","namespace":"platform"}""", "dashboard", "platform/dashboard")]
    [InlineData("cloudflare_record", """{"id":"r1","zone_id":"z1","type":"A","name":"staging-kapi","hostname":"staging-kapi.example.net"}""", "dns-kapi-staging-1-a", "z1/r1")]
    [InlineData("kubernetes_manifest", """{"manifest":{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"data-default-deny","namespace":"data"}}}""", "data-default-deny", "data/data-default-deny")]
    public async Task What_both_know_goes_over_under_our_name(string type, string attributes, string name, string id)
    {
        var adopted = Adopted.Of([Old(type, attributes)], await Stacks.Plan("staging"));

        var (resource, importId) = Assert.Single(adopted.Resources);
        Assert.Equal((name, id), (resource.Name, importId));
    }

    [Theory]
    [InlineData("null_resource", "{}", "null_resource has no counterpart in staging; it is made anew where it is needed")]
    [InlineData("kubernetes_namespace", """{"metadata":[{"name":"old"}]}""", "staging has no Namespace old")]
    public async Task What_is_left_has_its_reason(string type, string attributes, string why)
    {
        var adopted = Adopted.Of([Old(type, attributes)], await Stacks.Plan("staging"));

        Assert.Equal([($"{type}.old", why)], adopted.Left);
    }

    [Fact]
    public async Task Nothing_is_taken_over_twice()
    {
        var old = Old("kubernetes_namespace", """{"metadata":[{"name":"data"}]}""");

        var adopted = Adopted.Of([old, old with { Address = "again" }], await Stacks.Plan("staging"));

        Assert.Equal([("again", "Namespace data is kubernetes_namespace.old already")], adopted.Left);
    }

    [Fact]
    public async Task The_list_brings_components_before_what_they_hold_and_names_the_provider()
    {
        var plan = await Stacks.Plan("staging");

        var list = JsonSerializer.Deserialize<JsonElement>(
            ImportList.Write(Adopted.Of([Old("kubernetes_namespace", """{"metadata":[{"name":"data"}]}""")], plan), plan));

        var resources = list.GetProperty("resources").EnumerateArray().ToList();
        Assert.Equal(["namespaces", "data"], resources.Select(resource => resource.GetProperty("logicalName").GetString()));
        Assert.True(resources[0].GetProperty("component").GetBoolean());
        Assert.Equal(resources[0].GetProperty("name").GetString(), resources[1].GetProperty("parent").GetString());
        Assert.EndsWith("pulumi:providers:kubernetes::kubernetes",
            list.GetProperty("nameTable").GetProperty(resources[1].GetProperty("provider").GetString()!).GetString(), StringComparison.Ordinal);
    }

    private static TerraformResource Old(string type, string attributes) =>
        new($"{type}.old", type, JsonSerializer.Deserialize<JsonElement>(attributes));
}
