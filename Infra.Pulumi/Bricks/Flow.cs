namespace Infra.Bricks;

/// <summary>Connections with one peer on some ports.</summary>
public sealed record Flow(Peer Peer, params int[] Ports)
{
    /// <summary>To the Kubernetes API, whose address behind the service is a node's.</summary>
    public static readonly Flow ToKubernetes = new(Peer.Anywhere, 6443);

    /// <summary>To anything on the web.</summary>
    public static readonly Flow ToWeb = new(Peer.Anywhere, 443);

    /// <summary>To the cluster's name server.</summary>
    public static readonly Flow ToNames = new(Peer.Everything("kube-system"), 53) { Protocols = ["UDP", "TCP"] };

    /// <summary>To name servers anywhere: a DNS proof is looked up where the world looks.</summary>
    public static readonly Flow ToAnyNameServer = new(Peer.Anywhere, 53) { Protocols = ["UDP", "TCP"] };

    public IReadOnlyList<string> Protocols { get; init; } = ["TCP"];

    public override string ToString() => Ports.Length == 0 ? Peer.Name : $"{Peer.Name} on {string.Join("/", Ports)}";
}
