namespace Infra.Settings;

/// <summary>Which of the two zones a host name belongs to.</summary>
public enum HostZone
{
    /// <summary>What users reach.</summary>
    Base,

    /// <summary>What the operator reaches.</summary>
    Internal,
}
