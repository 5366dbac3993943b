namespace Infra.Charts;

/// <summary>The container images that the platform names itself, each at an exact version.</summary>
public static class ImagePins
{
    // renovate: datasource=docker depName=ghcr.io/cloudnative-pg/postgresql versioning=loose
    public static readonly Image PostgreSql = new("ghcr.io", "cloudnative-pg/postgresql", "18.4-system-trixie");
}
