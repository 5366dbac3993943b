using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Bricks;

/// <summary>The other end of a connection, as a network policy names it.</summary>
public sealed record Peer(string Name)
{
    /// <summary>The ingress controller that k3s brings.</summary>
    public static readonly Peer Ingress = new("the ingress") { Namespace = "kube-system", Pods = { ["app.kubernetes.io/name"] = "traefik" } };

    /// <summary>Anywhere outside and inside; the ports say how far it goes.</summary>
    public static readonly Peer Anywhere = new("anywhere") { Blocks = ["0.0.0.0/0", "::/0"] };

    /// <summary>
    /// The nodes themselves: the API server calls webhooks from there. A pod sees the node it runs on without any policy, and
    /// another node under that node's first address in the network of pods; no narrower block holds those alone.
    /// </summary>
    public static readonly Peer Nodes = new("the nodes") { Blocks = [.. ClusterNetwork.Pods] };

    /// <summary>The other pods of the same service.</summary>
    public static readonly Peer Itself = new("itself");

    /// <summary>The applications, each in a namespace of its pipeline's.</summary>
    public static readonly Peer Applications = new("the applications") { Namespaces = Labels.HoldsApplications };

    private string? Namespace { get; init; }

    private IReadOnlyDictionary<string, string>? Namespaces { get; init; }

    private Dictionary<string, string> Pods { get; init; } = [];

    private string[] Blocks { get; init; } = [];

    /// <summary>The pods with these labels, wherever their namespace is.</summary>
    public static Peer Labelled(string name, string inNamespace, string label, string value) =>
        new(name) { Namespace = inNamespace, Pods = { [label] = value } };

    public static Peer Everything(string inNamespace) => new($"namespace {inNamespace}") { Namespace = inNamespace };

    /// <param name="self">The labels that select the pods of the service that asks.</param>
    public IEnumerable<NetworkPolicyPeerArgs> ToPolicy(IReadOnlyDictionary<string, string> self)
    {
        if (Blocks.Length > 0)
        {
            return Blocks.Select(block => new NetworkPolicyPeerArgs { IpBlock = new IPBlockArgs { Cidr = block } });
        }

        var isElsewhere = Namespace is not null || Namespaces is not null;
        var peer = new NetworkPolicyPeerArgs { PodSelector = Labels.Select(isElsewhere ? Pods : self) };
        if (isElsewhere)
        {
            peer.NamespaceSelector = Namespaces is null ? Labels.SelectNamespace(Namespace!) : Labels.Select(Namespaces);
        }

        return [peer];
    }
}
