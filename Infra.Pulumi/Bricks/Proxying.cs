namespace Infra.Bricks;

/// <summary>Whether visitors come through Cloudflare.</summary>
public enum Proxying
{
    Proxied,

    /// <summary>Straight to the nodes: it must work while Cloudflare does not, or Cloudflare must not read it.</summary>
    DnsOnly,

    /// <summary>Straight to the nodes: Cloudflare does not proxy its port.</summary>
    Impossible,
}
