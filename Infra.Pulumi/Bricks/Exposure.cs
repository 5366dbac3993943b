using Infra.Settings;

namespace Infra.Bricks;

/// <summary>The one declaration of a host that people reach. DNS record, ingress, certificate and outputs derive from it.</summary>
public sealed record Exposure(string HostPrefix, int Port, HostZone Zone, SignIn SignIn)
{
    /// <summary>Reached on its own port, past the ingress, with a client certificate.</summary>
    public static readonly Exposure KubernetesApi = new("k3s", 6443, HostZone.Internal, SignIn.Native) { Proxying = Proxying.Impossible };

    /// <summary>Why anybody who finds it may use it; required for <see cref="SignIn.Public"/>.</summary>
    public string? PublicBecause { get; init; }

    public Proxying Proxying { get; init; } = Proxying.Proxied;

    /// <summary>Where passwords are tried, so that the edge can slow down guessing.</summary>
    public IReadOnlyList<string> SignInPaths { get; init; } = [];

    /// <summary>A tunnel has no other way in.</summary>
    public bool IsProxiedBy(EdgeSettings edge) => edge.Mode == EdgeMode.Tunnel || Proxying switch
    {
        Proxying.Proxied => true,
        Proxying.DnsOnly => edge.ProxyDnsOnly,
        _ => false,
    };

    public string HostIn(PlatformSettings settings) => settings.Domain.HostName(Zone, HostPrefix);

    public string UrlIn(PlatformSettings settings) => $"https://{HostIn(settings)}";

    /// <summary>A node's SSH, which has a host name only where it is reached through a tunnel.</summary>
    public static Exposure Shell(string node, int port) => new($"ssh-{node}", port, HostZone.Internal, SignIn.Native);
}
