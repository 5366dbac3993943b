using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Infra.Settings.Reading;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>The public edge of the platform.</summary>
public sealed record EdgeSettings : IChecked
{
    [Description("`none`: no hosts. `localhost`: NAME.localhost on the same machine. `proxied`: through Cloudflare, with DNS "
        + "records and certificates. `tunnel`: the same, over an outbound connection of the cluster without open ports.")]
    public required EdgeMode Mode { get; init; }

    [Description("The Cloudflare account that owns the zones.")]
    public HexId? AccountId { get; init; }

    [Description("The Cloudflare id of the zone `infra:domain.base`.")]
    public HexId? BaseZoneId { get; init; }

    [Description("The Cloudflare id of the zone `infra:domain.internal`.")]
    public HexId? InternalZoneId { get; init; }

    [Description("The token that manages the zones. The default is the environment variable CLOUDFLARE_API_TOKEN.")]
    public Secret? ApiToken { get; init; }

    [Description("Whether this stack manages the settings of the zones: TLS and HTTPS, firewall, rate and cache rules. "
        + "Exactly one of the stacks that share a zone must do so.")]
    public bool OwnsZones { get; init; }

    [Description("Whether Vault and the sign-in are proxied too, without caching, instead of DNS-only. They are then reachable "
        + "from "
        + "everywhere, and Cloudflare sees their traffic.")]
    public bool ProxyDnsOnly { get; init; }

    [Description("The number of days for which browsers refuse plain HTTP (HSTS). 0 revokes it.")]
    [Range(0, 730)]
    public int HstsDays { get; init; } = 180;

    [Description("The number of requests that one address may send to a sign-in page in ten seconds before it is blocked for "
        + "ten.")]
    [Range(1, 1000)]
    public int SignInsPerTenSeconds { get; init; } = 20;

    /// <summary>Whether the platform is on the internet, with DNS records and certificates.</summary>
    public bool IsPublic => Mode is EdgeMode.Proxied or EdgeMode.Tunnel;

    public HexId ZoneIdOf(HostZone zone) => (zone == HostZone.Base ? BaseZoneId : InternalZoneId)!;

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (OwnsZones && !IsPublic)
        {
            yield return new($"{key}.ownsZones", $"conflicts with mode `{SettingShape.Spell(Mode)}`",
                "remove it, or write `mode: proxied`");
        }

        if (!IsPublic)
        {
            yield break;
        }

        var ids = new[] { ("accountId", AccountId), ("baseZoneId", BaseZoneId), ("internalZoneId", InternalZoneId) };
        foreach (var (name, id) in ids)
        {
            if (id is null)
            {
                yield return new($"{key}.{name}", "is missing",
                    $"add {HexId.Right}, which mode `{SettingShape.Spell(Mode)}` needs");
            }
        }
    }
}
