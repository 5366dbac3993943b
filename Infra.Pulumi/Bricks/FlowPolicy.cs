using Pulumi;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Bricks;

public sealed record FlowPolicyArgs
{
    public required string Namespace { get; init; }

    /// <summary>The labels of the pods that the policy is for. None means every pod of the namespace.</summary>
    public required IReadOnlyDictionary<string, string> Pods { get; init; }

    public required NetworkAccess Access { get; init; }
}

/// <summary>A network policy made from flows: what they name is allowed, in both directions, and nothing else.</summary>
public sealed class FlowPolicy(string name, FlowPolicyArgs args, CustomResourceOptions? options = null)
    : NetworkPolicy(name, Compose(name, args), options)
{
    private static NetworkPolicyArgs Compose(string name, FlowPolicyArgs args)
    {
        var spec = new NetworkPolicySpecArgs { PodSelector = Labels.Select(args.Pods), PolicyTypes = { "Ingress", "Egress" } };
        foreach (var flow in args.Access.From)
        {
            spec.Ingress.Add(new NetworkPolicyIngressRuleArgs { From = Peers(flow, args.Pods), Ports = Ports(flow) });
        }

        foreach (var flow in args.Access.To)
        {
            spec.Egress.Add(new NetworkPolicyEgressRuleArgs { To = Peers(flow, args.Pods), Ports = Ports(flow) });
        }

        return new() { Metadata = new Pulumi.Kubernetes.Types.Inputs.Meta.V1.ObjectMetaArgs { Name = name, Namespace = args.Namespace }, Spec = spec };
    }

    private static InputList<NetworkPolicyPeerArgs> Peers(Flow flow, IReadOnlyDictionary<string, string> self) =>
        flow.Peer.ToPolicy(self).ToArray();

    private static InputList<NetworkPolicyPortArgs> Ports(Flow flow) => flow.Ports
        .SelectMany(port => flow.Protocols, (port, protocol) => new NetworkPolicyPortArgs { Port = port, Protocol = protocol })
        .ToArray();
}
