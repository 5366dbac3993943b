namespace Infra.Tests.Cluster;

/// <summary>A test that boots machines and needs an S3 server. Where that cannot be, it is skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SnapshotFactAttribute : FactAttribute
{
    public SnapshotFactAttribute() => Skip = ObjectStore.Missing;
}
