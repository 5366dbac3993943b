using Infra.Bricks;

namespace Infra.Tests.Bricks;

public sealed class FlowPolicyTests
{
    [Fact]
    public async Task Nothing_named_is_nothing_allowed()
    {
        var spec = await SpecOf(new() { From = [], To = [] });

        Assert.Equal(["Ingress", "Egress"], (IEnumerable<object>)spec["policyTypes"]);
        Assert.DoesNotContain("ingress", spec.Keys);
        Assert.DoesNotContain("egress", spec.Keys);
    }

    [Fact]
    public async Task The_ingress_controller_is_told_by_namespace_and_label()
    {
        var peer = Peer(await SpecOf(new() { From = [new(Infra.Bricks.Peer.Ingress, 4466)], To = [] }), "ingress", "from");

        Assert.Equal("kube-system", Labels(peer["namespaceSelector"])["kubernetes.io/metadata.name"]);
        Assert.Equal("traefik", Labels(peer["podSelector"])["app.kubernetes.io/name"]);
    }

    [Fact]
    public async Task Itself_is_told_by_its_own_labels()
    {
        var peer = Peer(await SpecOf(new() { From = [], To = [new(Infra.Bricks.Peer.Itself, 1)] }), "egress", "to");

        Assert.Equal("mine", Labels(peer["podSelector"])["app"]);
        Assert.DoesNotContain("namespaceSelector", peer.Keys);
    }

    [Fact]
    public void A_policy_tells_itself_in_words() => Assert.Equal(
        "from the ingress on 80/443; to nobody",
        new NetworkAccess { From = [new(Infra.Bricks.Peer.Ingress, 80, 443)], To = [] }.ToString());

    private static async Task<IReadOnlyDictionary<string, object>> SpecOf(NetworkAccess access)
    {
        var engine = await FakeEngine.Declare(() => _ = new FlowPolicy("flows", new()
        {
            Namespace = "platform",
            Pods = new Dictionary<string, string> { ["app"] = "mine" },
            Access = access,
        }));
        return Map(engine.InputsOf("flows")["spec"]);
    }

    private static IReadOnlyDictionary<string, object> Peer(IReadOnlyDictionary<string, object> spec, string direction, string side) =>
        Map(((IEnumerable<object>)Map(((IEnumerable<object>)spec[direction]).Single())[side]).Single());

    private static IReadOnlyDictionary<string, object> Labels(object selector) => Map(Map(selector)["matchLabels"]);

    private static IReadOnlyDictionary<string, object> Map(object value) => (IReadOnlyDictionary<string, object>)value;
}
