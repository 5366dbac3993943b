namespace Infra.Bricks;

/// <summary>What pods may do to the node that they run on: https://kubernetes.io/docs/concepts/security/pod-security-standards/</summary>
public enum PodSecurity
{
    /// <summary>Nothing at all; the pod runs as an ordinary user without special rights.</summary>
    Restricted,

    /// <summary>Nothing known to break out.</summary>
    Baseline,

    /// <summary>Whatever root may.</summary>
    Privileged,
}
