using Infra.Bricks;
using Infra.Tests.Foundation;

namespace Infra.Tests.Bricks;

public sealed class KubernetesObjectTests
{
    [Fact]
    public async Task What_makes_it_ready_is_waited_for()
    {
        var engine = await FakeEngine.Declare(() => _ = new KubernetesObject("it", new()
        {
            ApiVersion = "example.com/v1",
            Kind = "Thing",
            Namespace = "data",
            Spec = new { size = 1 },
            WaitFor = "condition=Ready",
        }));

        Assert.Equal(
            ("it", "data", "condition=Ready"),
            (engine["it"].At("metadata", "name"), engine["it"].At("metadata", "namespace"), engine["it"].At("metadata", "annotations", "pulumi.com/waitFor")));
    }

    [Theory]
    [InlineData("Cluster")]
    [InlineData("Certificate")]
    [InlineData("ClusterIssuer")]
    [InlineData("ClickHouseInstallation")]
    [InlineData("DatabaseRole")]
    [InlineData("Database")]
    [InlineData("ExternalSecret")]
    public async Task What_an_operator_makes_is_waited_for(string kind)
    {
        var all = (await Stacks.Plan("staging")).OfType(kind).Where(one => !one.IsComponent).ToList();

        Assert.NotEmpty(all);
        Assert.All(all, one => Assert.True(one.At("metadata", "annotations", "pulumi.com/waitFor") is string, one.Name));
    }
}
