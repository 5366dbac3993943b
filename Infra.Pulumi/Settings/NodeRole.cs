namespace Infra.Settings;

/// <summary>What a node does in the cluster.</summary>
public enum NodeRole
{
    Server,
    Agent,
}
