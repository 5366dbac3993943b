namespace Infra.Charts;

/// <summary>A Helm chart at an exact version. An OCI repository holds one chart; any other is an index of many.</summary>
public sealed record Chart(string Name, string Version, string Repository)
{
    /// <summary>Maps that take any key although the chart lists some, such as `signoz.env`.</summary>
    public IReadOnlyList<string> Open { get; init; } = [];

    public bool IsOci => Repository.StartsWith("oci://", StringComparison.Ordinal);
}
