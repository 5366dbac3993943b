namespace Infra.Settings;

/// <summary>The provider of the object store.</summary>
public enum ObjectStoreKind
{
    None,
    R2,
    S3,
}
