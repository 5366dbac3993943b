using Infra.Settings;

namespace Infra.Bricks;

/// <summary>The one declaration of a host that people reach. DNS record, ingress, certificate and outputs derive from it.</summary>
public sealed record Exposure(string HostPrefix, int Port, SignIn SignIn)
{
    private const string ShellPrefix = "ssh-";

    public static readonly IReadOnlyList<string> OperatorHosts =
        ["backstage", "secrets", "kcloud", "kapi", "signoz", "openpanel", "posthog", "home", "sso", "auth", "k3s"];

    /// <summary>What must work while Cloudflare does not, and what must not be read by it.</summary>
    public static readonly IReadOnlyList<string> DnsOnlyHosts = ["secrets", "sso", "k3s"];

    /// <summary>Why anybody may reach it who finds it; `Public` owes a reason.</summary>
    public string? PublicBecause { get; init; }

    /// <summary>Reached on its own port, past the ingress, with a client certificate.</summary>
    public static readonly Exposure KubernetesApi = new("k3s", 6443, SignIn.Native);

    public HostZone Zone => OperatorHosts.Contains(HostPrefix) || HostPrefix.StartsWith(ShellPrefix, StringComparison.Ordinal)
        ? HostZone.Internal : HostZone.Base;

    public bool IsProxied => !DnsOnlyHosts.Contains(HostPrefix);

    /// <summary>A tunnel has no other way in. The API's port is none that Cloudflare proxies, whatever is asked for.</summary>
    public bool IsProxiedBy(EdgeSettings edge) =>
        IsProxied || edge.Mode == EdgeMode.Tunnel || (edge.ProxyDnsOnly && this != KubernetesApi);

    /// <summary>A node's SSH, which has a name of its own only where it is reached through a tunnel.</summary>
    public static Exposure Shell(string node, int port) => new($"{ShellPrefix}{node}", port, SignIn.Native);
}
