namespace Infra.Tests.Backups;

/// <summary>A test that needs a real PostgreSQL, restic and an S3 server. Where one is missing, it is skipped with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BackupFactAttribute : FactAttribute
{
    public BackupFactAttribute() => Skip = BackupWorld.Missing;
}
