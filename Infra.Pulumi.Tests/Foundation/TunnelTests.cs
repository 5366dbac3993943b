using Infra.Planning;

namespace Infra.Tests.Foundation;

public sealed class TunnelTests
{
    [Fact]
    public async Task Every_name_leads_into_the_tunnel_and_is_proxied()
    {
        var records = (await AnyPlan.Tunnelled).OfType("DnsRecord").ToList();

        Assert.All(records, record => Assert.Equal(("CNAME", true), (record.Inputs["type"], record.Inputs["proxied"])));
        Assert.All(records, record => Assert.EndsWith(".cfargotunnel.com", (string)record.Inputs["content"], StringComparison.Ordinal));
        Assert.Contains("staging-ssh-one.example.net", records.Select(record => record.Inputs["name"]));
    }

    [Fact]
    public async Task The_firewall_lets_nobody_from_cloudflare_in()
    {
        var create = (string)(await AnyPlan.Tunnelled).The("host-one-firewall-run").Inputs["create"];

        Assert.Contains("CLOUDFLARE_RANGES=''", create, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_connector_gets_its_token_from_a_secret_and_is_ready_when_connected()
    {
        var plan = await AnyPlan.Tunnelled;

        var container = ((IEnumerable<object>)plan.The("cloudflared").At("spec", "template", "spec", "containers")!).Cast<IReadOnlyDictionary<string, object>>().Single();
        Assert.StartsWith("docker.io/cloudflare/cloudflared:", (string)container["image"], StringComparison.Ordinal);
        Assert.Contains("readinessProbe", container.Keys);
        Assert.True(Marker.IsSecret((string)plan.The("cloudflared-token").At("stringData", "token")!));
    }

    [Fact]
    public async Task Ssh_and_the_api_take_the_service_token_and_nothing_else()
    {
        var plan = await AnyPlan.Tunnelled;

        Assert.Equal(["staging-k3s.example.net", "staging-ssh-one.example.net"],
            plan.OfType("ZeroTrustAccessApplication").Select(app => (string)app.Inputs["domain"]).Order());
        Assert.Equal("non_identity", plan.The("cloudflared-access-policy").Inputs["decision"]);
    }

    [Fact]
    public async Task The_lock_is_on_before_there_is_a_door()
    {
        var plan = await AnyPlan.Tunnelled;

        Assert.Subset(plan.The("cloudflared-routes").DependsOn.ToHashSet(), plan.OfType("ZeroTrustAccessApplication").Select(app => app.Urn).ToHashSet());
    }

    [Fact]
    public async Task What_is_not_ssh_or_the_api_is_the_ingress_s_to_answer()
    {
        var routes = ((IEnumerable<object>)(await AnyPlan.Tunnelled).The("cloudflared-routes").At("config", "ingresses")!)
            .Cast<IReadOnlyDictionary<string, object>>().ToList();

        Assert.Equal(["ssh://203.0.113.10:22", "tcp://kubernetes.default.svc:443", "https://traefik.kube-system.svc:443"], routes.Select(route => route["service"]));
        Assert.DoesNotContain("hostname", routes[^1].Keys);
    }
}
