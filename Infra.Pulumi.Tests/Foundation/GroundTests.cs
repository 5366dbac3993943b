using Infra.Bricks;
using Infra.Foundation;
using Infra.Planning;
using Infra.Planning.Rules;
using Infra.Tests.Settings;

namespace Infra.Tests.Foundation;

public sealed class GroundTests
{
    public static TheoryData<string> Shapes => new(
        AnyStack.Text,
        AnyPlan.WithNodes("role: server"),
        AnyPlan.WithNodes("role: agent"),
        AnyPlan.WithEdge("mode: tunnel"),
        AnyPlan.WithEdge("proxyDnsOnly: true\n    ownsZones: true"),
        AnyStack.And("infra:objectStore: { kind: s3, prefix: example-com }"));

    public static TheoryData<string> Environments => new("dev", "ci", "test", "staging", "prod");

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Every_shape_plans_without_an_error(string yaml) =>
        Assert.DoesNotContain((await AnyPlan.Of(yaml)).Findings, finding => finding.Severity == Severity.Error);

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Every_namespace_has_a_level_a_default_and_a_quota(string stack)
    {
        var plan = await Stacks.Plan(stack);

        foreach (var made in plan.OfType("Namespace"))
        {
            var ns = made.Name;
            Assert.NotNull(made.At("metadata", "labels", "pod-security.kubernetes.io/enforce"));
            Assert.Equal(ns, plan.The($"{ns}-requests").At("metadata", "namespace"));
            Assert.Equal(ns, plan.The($"{ns}-quota").At("metadata", "namespace"));
        }
    }

    [Fact]
    public async Task A_quota_leaves_room_for_the_new_beside_the_old()
    {
        var plan = await AnyPlan.Single;
        var need = plan.Services.Where(service => service.Namespace == "cert-manager").Select(service => service.Profile.Footprint).Single();

        Assert.Equal($"{(2 * need.MemoryMiB) + 512}Mi", plan.The("cert-manager-quota").At("spec", "hard", "requests.memory"));
    }

    [Fact]
    public async Task Pods_that_their_namespace_refuses_are_an_error()
    {
        var plan = await AnyPlan.Single;
        var demanding = plan.Services.Select(service => service with { Profile = service.Profile with { Pods = PodSecurity.Privileged } });

        Assert.Empty(PodSecurityLevels.Check(plan));
        Assert.Contains(PodSecurityLevels.Check(plan with { Services = [.. demanding] }), finding =>
            finding.Message == "has pods of level privileged, but its namespace cert-manager allows only restricted");
    }

    [Fact]
    public async Task One_node_needs_nobody_to_agree_on_who_restarts_next()
    {
        string[] agreeing = ["system-upgrade-controller", "kured"];

        Assert.DoesNotContain((await AnyPlan.Single).Services, service => agreeing.Contains(service.Name));
        Assert.Equal(2, (await AnyPlan.ThreeServers).Services.Count(service => agreeing.Contains(service.Name)));
    }

    [Fact]
    public async Task Nodes_are_upgraded_one_at_a_time_to_the_version_of_the_settings()
    {
        var plan = (await AnyPlan.ThreeServers).The("server-plan");

        Assert.Equal((1.0, "v1.36.4+k3s1"), (plan.At("spec", "concurrency"), plan.At("spec", "version")));
        Assert.DoesNotContain("agent-plan", (await AnyPlan.ThreeServers).Resources.Select(resource => resource.Name));
    }

    [Theory]
    [InlineData("mode: proxied", "\"173.245.48.0/20\"")]
    [InlineData("mode: tunnel", "\"10.42.0.0/16\"")]
    public void The_ingress_believes_the_edge_about_visitors_and_nobody_else(string mode, string trusted)
    {
        var manifest = IngressController.Manifest(AnyStack.Load(AnyPlan.WithEdge(mode)));

        Assert.Contains($"trustedIPs: [{trusted}", manifest, StringComparison.Ordinal);
        Assert.Contains("externalTrafficPolicy: Local", manifest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_is_issued_anew_when_another_authority_is_asked()
    {
        Assert.Equal("letsencrypt-staging", (await Stacks.Plan("staging")).The("wildcard-example-com").At("spec", "issuerRef", "name"));
        Assert.Equal("letsencrypt", (await Stacks.Plan("prod")).The("wildcard-example-com").At("spec", "issuerRef", "name"));
    }

    [Fact]
    public async Task Where_every_host_has_ipv6_pods_have_it_too()
    {
        var create = (string)(await AnyPlan.Single).The("k3s-one-node-run").Inputs["create"];

        Assert.Contains("node-ip: \"203.0.113.10,2001:db8::10\"", create, StringComparison.Ordinal);
        Assert.Contains("cluster-cidr: \"10.42.0.0/16,fd00:10:42::/56\"", create, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_one_host_has_none_k3s_keeps_its_own_networks() => Assert.DoesNotContain(
        "cluster-cidr", (string)(await AnyPlan.TwoAgents).The("k3s-one-node-run").Inputs["create"], StringComparison.Ordinal);

    [Fact]
    public async Task The_ingress_is_configured_before_k3s_first_starts()
    {
        var plan = await AnyPlan.Single;

        Assert.Contains("kind: HelmChartConfig", (string)plan.The("k3s-one-manifests-run").Inputs["create"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_nodes_never_reboot_by_themselves()
    {
        Assert.Contains("REBOOT_TIME='never'", (string)(await AnyPlan.ThreeServers).The("host-one-updates-run").Inputs["create"], StringComparison.Ordinal);
        Assert.DoesNotContain("REBOOT_TIME='never'", (string)(await AnyPlan.Single).The("host-one-updates-run").Inputs["create"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_server_is_copied_to_the_bucket_of_snapshots_with_its_key_over_stdin()
    {
        var copy = (await AnyPlan.Single).The("snapshots-one-run");

        Assert.Contains("S3_BUCKET='infra-staging-snapshots'", (string)copy.Inputs["create"], StringComparison.Ordinal);
        Assert.True(Marker.IsSecret((string)copy.Inputs["stdin"]));
    }

    [Fact]
    public async Task Three_servers_send_their_own_snapshots()
    {
        var plan = await AnyPlan.ThreeServers;

        Assert.DoesNotContain(plan.Resources, resource => resource.Name.StartsWith("snapshots-one", StringComparison.Ordinal));
        Assert.Contains("etcd-s3-bucket: infra-staging-snapshots", (string)plan.The("k3s-two-node-run").Inputs["create"], StringComparison.Ordinal);
    }
}
