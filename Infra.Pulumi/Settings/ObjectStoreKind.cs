namespace Infra.Settings;

/// <summary>Whose object store keeps the backups.</summary>
public enum ObjectStoreKind
{
    None,
    R2,
    S3,
}
