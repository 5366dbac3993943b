namespace Infra.Tests.Cluster;

/// <summary>A test that boots machines and needs an S3 server. Where that is impossible, it is skipped with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SnapshotFactAttribute : FactAttribute
{
    public SnapshotFactAttribute() => Skip = ObjectStore.Missing;
}
