namespace Infra.Bricks;

/// <summary>How the collectors see that a service works, or why they cannot.</summary>
public sealed record Probe
{
    private Probe()
    {
    }

    /// <summary>Its hosts are requested through the ingress, as people do. They need no address of their own here.</summary>
    public static readonly Probe Hosts = new();

    /// <summary>Inside the cluster: `http://…` must answer with a 2xx, `tcp://…` must accept a connection.</summary>
    public IReadOnlyList<string> Urls { get; private init; } = [];

    /// <summary>Why there is nothing to probe.</summary>
    public string? Reason { get; private init; }

    public static Probe At(params IReadOnlyList<string> urls) => new() { Urls = urls };

    public static Probe None(string reason) => new() { Reason = reason };
}
