using Infra.Planning;
using Infra.Tests.Foundation;

namespace Infra.Tests.Platform;

public sealed class ApplicationsTests
{
    private const string Registry = """infra:registries: { "ghcr.io": { username: robot, password: { secure: v1:x } } }""";

    [Fact]
    public async Task The_namespace_of_an_app_is_ours_and_taken_over_by_its_pipeline()
    {
        var plan = await Plans.With(Plans.Shop);

        var made = plan.The("Namespace", "shop-production");
        Assert.Equal("baseline", made.At("metadata", "labels", "pod-security.kubernetes.io/enforce"));
        Assert.Equal("Helm", made.At("metadata", "labels", "app.kubernetes.io/managed-by"));
        Assert.Equal("shop", made.At("metadata", "annotations", "meta.helm.sh/release-name"));
        Assert.Equal("kubero", made.At("metadata", "annotations", "meta.helm.sh/release-namespace"));
    }

    [Fact]
    public async Task The_namespace_of_an_app_denies_limits_and_counts_as_every_other()
    {
        var plan = await Plans.With(Plans.Shop);

        Assert.All(
            ["shop-production-default-deny", "shop-production-requests", "shop-production-quota"],
            name => Assert.Equal("shop-production", plan.The(name).At("metadata", "namespace")));
    }

    [Fact]
    public async Task The_flows_of_an_app_are_for_the_pods_that_Kubero_makes() =>
        Assert.Equal("shop-web", (await Plans.With(Plans.Shop)).The("shop-flows").At("spec", "podSelector", "matchLabels", "app.kubernetes.io/instance"));

    [Theory]
    [InlineData("postgres-flows")]
    [InlineData("redis-flows")]
    [InlineData("clickhouse-flows")]
    public async Task Data_stores_let_applications_in_wherever_these_are(string policy)
    {
        var plan = await Plans.With(Plans.Shop);

        Assert.Contains("applications", plan.The(policy).Text().Split('\n'));
        Assert.All(["apps", "shop-production"], ns => Assert.Equal("applications", plan.The("Namespace", ns).At("metadata", "labels", "infra.holds")));
        Assert.Null(plan.The("Namespace", "data").At("metadata", "labels", "infra.holds"));
    }

    [Fact]
    public async Task Images_of_a_private_registry_are_pulled_with_its_password()
    {
        var plan = await Plans.With(Plans.Shop, Registry);

        Assert.Equal("kubernetes.io/dockerconfigjson", plan.The("shop-production-registries-source").At("type"));
        Assert.True(Marker.IsSecret($"{plan.The("shop-production-registries-source").At("stringData", ".dockerconfigjson")}"));
        Assert.Contains("registries", plan.The("KuberoApp", "app-shop").Text().Split('\n'));
        Assert.Contains("shop-production-registries", plan.The("KuberoApp", "app-shop").DependsOn.Select(urn => urn.Split("::")[^1]));
    }

    [Fact]
    public async Task Without_private_registries_nothing_is_made_for_them() =>
        Assert.DoesNotContain((await Plans.With(Plans.Shop)).Resources, resource => resource.Name.Contains("registries", StringComparison.Ordinal));
}
