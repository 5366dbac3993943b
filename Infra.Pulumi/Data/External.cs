using Infra.Bricks;
using Infra.Settings;

namespace Infra.Data;

/// <summary>The profile of a data store that runs elsewhere: most of them are its provider's.</summary>
internal static class External
{
    public static ServiceProfile ProfileOf(ExternalStoreSettings external, string product, int usualPort) => new()
    {
        Software = new(null, "external"),
        Footprint = Footprint.Zero,
        Network = new() { From = [], To = [new(Peer.Anywhere, external.Port ?? usualPort)] },
        Backup = $"its provider's, at {external.Host}",
        Monitoring = "its provider's; the health of the services that use it",
        Probe = Probe.None("its provider watches it"),
        Upgrade = "its provider's",
        BlastRadius = $"everything that has a database in this {product}",
    };
}
