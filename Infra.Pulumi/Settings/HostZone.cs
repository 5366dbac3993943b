namespace Infra.Settings;

/// <summary>The zone of a host name.</summary>
public enum HostZone
{
    /// <summary>The zone for users.</summary>
    Base,

    /// <summary>The zone for the operator.</summary>
    Internal,
}
