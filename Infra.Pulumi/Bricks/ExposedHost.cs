using Infra.Settings;

namespace Infra.Bricks;

/// <summary>An exposure in a particular stack: the host name that it got.</summary>
public sealed record ExposedHost(Exposure Exposure, string Host, EdgeMode Edge)
{
    /// <summary>The gate of the operator's zone.</summary>
    public const string OperatorsGate = "gate";

    /// <summary>The gate of applications in a zone of their own.</summary>
    public const string ApplicationsGate = "gate-apps";

    /// <summary>The gate that it stands behind, if it does.</summary>
    public string Gate { get; init; } = OperatorsGate;

    public string Url => Edge == EdgeMode.Localhost ? $"http://{Host}" : $"https://{Host}";
}
