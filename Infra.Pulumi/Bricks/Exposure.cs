using Infra.Settings;

namespace Infra.Bricks;

/// <summary>The one declaration of a host that people reach. DNS record, ingress, certificate and outputs derive from it.</summary>
public sealed record Exposure(string HostPrefix, int Port, SignIn SignIn)
{
    private static readonly string[] OperatorHosts =
        ["secrets", "kcloud", "kapi", "signoz", "openpanel", "posthog", "home", "sso", "auth", "k3s"];

    // What must work while Cloudflare does not, and what must not be read by it.
    private static readonly string[] DnsOnlyHosts = ["secrets", "sso", "k3s"];

    /// <summary>Reached on its own port, past the ingress, with a client certificate.</summary>
    public static readonly Exposure KubernetesApi = new("k3s", 6443, SignIn.Native);

    public HostZone Zone => OperatorHosts.Contains(HostPrefix) ? HostZone.Internal : HostZone.Base;

    public bool IsProxied => !DnsOnlyHosts.Contains(HostPrefix);
}
