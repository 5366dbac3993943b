using Infra.Bricks;
using Pulumi;

namespace Infra.Foundation;

/// <summary>A machine that is fit to become a node: checked before anything changes, then prepared.</summary>
public sealed class Host : ComponentResource
{
    public Host(string name, Node node, ComponentResourceOptions? options = null)
        : base("infra:foundation:Host", name, options)
    {
        RegisterOutputs();
    }
}
