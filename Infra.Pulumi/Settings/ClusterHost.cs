namespace Infra.Settings;

/// <summary>Where the Kubernetes cluster comes from.</summary>
public enum ClusterHost
{
    Nodes,
    Lightsail,
    Local,
    Existing,
}
