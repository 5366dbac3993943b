namespace Infra.Charts;

/// <summary>Registries that no longer serve images, and the problems of an image's name.</summary>
public static class DeadSources
{
    private static readonly (string Prefix, string Why)[] All =
    [
        ("docker.io/bitnami/", "Bitnami's versioned images left Docker Hub in September 2025"),
        ("docker.io/bitnamichartslegacy/", "Bitnami's old charts need a login"),
        ("gcr.io/kubebuilder/", "deleted in March 2026"),
        ("gcr.io/heptio-images/", "the project and its registry ended"),
        ("gcr.io/google-containers/", "frozen; see registry.k8s.io"),
        ("gcr.io/google_containers/", "frozen; see registry.k8s.io"),
        ("k8s.gcr.io/", "frozen since April 2023; see registry.k8s.io"),
        ("registry.opensource.zalan.do/", "switched off; see ghcr.io/zalando"),
        ("docker.pkg.github.com/", "switched off; see ghcr.io"),
    ];

    /// <summary>The problem of an image such as `bitnami/redis:7`, or null.</summary>
    public static string? ProblemOf(string image)
    {
        var full = WithRegistry(image);
        if (All.FirstOrDefault(dead => full.StartsWith(dead.Prefix, StringComparison.Ordinal)) is { Why: { } why })
        {
            return why;
        }

        if (full.Contains("@sha256:", StringComparison.Ordinal))
        {
            return null;
        }

        var tag = full[(full.LastIndexOf('/') + 1)..].Split(':').ElementAtOrDefault(1);
        return tag switch
        {
            null or "" => "has no tag, so its version changes between starts",
            "latest" or "main" or "master" or "stable" or "edge" or "nightly" => $"`{tag}` is a moving tag",
            _ => null,
        };
    }

    // Without a registry an image is on Docker Hub, and without a user in its library.
    private static string WithRegistry(string image)
    {
        var first = image.Split('/')[0];
        var named = image.Contains('/') && (first.Contains('.') || first.Contains(':') || first == "localhost");
        return named ? image : image.Contains('/') ? $"docker.io/{image}" : $"docker.io/library/{image}";
    }
}
