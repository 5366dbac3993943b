using Infra.Charts;

namespace Infra.Tests.Charts;

public sealed class DeadSourcesTests
{
    [Theory]
    [InlineData("bitnami/redis:7.2", "Bitnami's versioned images left Docker Hub in September 2025")]
    [InlineData("docker.io/bitnami/kubectl@sha256:00", "Bitnami's versioned images left Docker Hub in September 2025")]
    [InlineData("gcr.io/kubebuilder/kube-rbac-proxy:v0.11.0", "deleted in March 2026")]
    [InlineData("k8s.gcr.io/pause:3.1", "frozen since April 2023; see registry.k8s.io")]
    [InlineData("redis", "has no tag, so its version changes between starts")]
    [InlineData("localhost:5000/redis", "has no tag, so its version changes between starts")]
    [InlineData("ghcr.io/a/b:latest", "`latest` is a moving tag")]
    public void Unreliable_image_has_a_problem(string image, string problem) =>
        Assert.Equal(problem, DeadSources.ProblemOf(image));

    [Theory]
    [InlineData("busybox:1.37")]
    [InlineData("ghcr.io/cloudnative-pg/postgresql:18.4-system-trixie")]
    [InlineData("quay.io/brancz/kube-rbac-proxy:v0.21.2")]
    [InlineData("ghcr.io/a/b@sha256:00")]
    public void Pinned_image_of_a_live_registry_has_none(string image) => Assert.Null(DeadSources.ProblemOf(image));

    [Fact]
    public void Image_of_the_catalogue_is_pinned_and_available() => Assert.All(
        ImagePins.All, image => Assert.Null(DeadSources.ProblemOf(image.ToString())));
}
