namespace Infra.Settings;

/// <summary>The role of a node in the cluster.</summary>
public enum NodeRole
{
    Server,
    Agent,
}
