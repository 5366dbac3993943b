using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>How the platform is reached from outside.</summary>
public sealed record EdgeSettings : IChecked
{
    [Description("`none`: not at all. `localhost`: as NAME.localhost on the same machine. `proxied`: through Cloudflare's "
        + "network, with DNS records and certificates.")]
    public required EdgeMode Mode { get; init; }

    [Description("The Cloudflare account that owns the zones.")]
    public HexId? AccountId { get; init; }

    [Description("The Cloudflare id of the zone `infra:domain.base`.")]
    public HexId? BaseZoneId { get; init; }

    [Description("The Cloudflare id of the zone `infra:domain.internal`.")]
    public HexId? InternalZoneId { get; init; }

    [Description("The token that manages the zones. Without it the environment variable CLOUDFLARE_API_TOKEN of whoever runs "
        + "the program is used.")]
    public Secret? ApiToken { get; init; }

    public HexId ZoneIdOf(HostZone zone) => (zone == HostZone.Base ? BaseZoneId : InternalZoneId)!;

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (Mode != EdgeMode.Proxied)
        {
            yield break;
        }

        var ids = new[] { ("accountId", AccountId), ("baseZoneId", BaseZoneId), ("internalZoneId", InternalZoneId) };
        foreach (var (name, id) in ids)
        {
            if (id is null)
            {
                yield return new($"{key}.{name}", "is missing", $"mode `proxied` needs {HexId.Right}");
            }
        }
    }
}
