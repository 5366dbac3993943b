namespace Infra.Charts;

/// <summary>A Helm chart at an exact version. An OCI repository holds one chart; any other is an index of many.</summary>
public sealed record Chart(string Name, string Version, string Repository)
{
    public bool IsOci => Repository.StartsWith("oci://", StringComparison.Ordinal);
}
