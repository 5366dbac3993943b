using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>How the platform is reached from outside.</summary>
public sealed record EdgeSettings : IChecked
{
    [Description("`none`: not at all. `localhost`: as NAME.localhost on the same machine. `proxied`: through Cloudflare's "
        + "network, with DNS records and certificates. `tunnel`: the same, over a connection that the cluster opens itself, so that "
        + "no port needs to be open.")]
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

    [Description("Whether this stack sets what a zone has only one of: TLS and HTTPS settings, firewall, rate and cache rules. "
        + "Of the stacks that share a zone exactly one does.")]
    public bool OwnsZones { get; init; }

    [Description("Whether Vault and the sign-in are proxied too, with caching off, instead of being reached at the hosts' own address. "
        + "They then work from everywhere, and Cloudflare sees what passes.")]
    public bool ProxyDnsOnly { get; init; }

    [Description("For how many days browsers that have been here refuse plain HTTP (HSTS). 0 takes the promise back.")]
    public int HstsDays { get; init; } = 180;

    [Description("How often one address may call a sign-in page within ten seconds before it is refused for ten.")]
    public int SignInsPerTenSeconds { get; init; } = 20;

    /// <summary>Whether people come over the internet, hence with DNS records and certificates.</summary>
    public bool IsPublic => Mode is EdgeMode.Proxied or EdgeMode.Tunnel;

    public HexId ZoneIdOf(HostZone zone) => (zone == HostZone.Base ? BaseZoneId : InternalZoneId)!;

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (HstsDays is < 0 or > 730)
        {
            yield return new($"{key}.hstsDays", $"cannot be {HstsDays}", "write a number of days from 0 to 730");
        }

        if (SignInsPerTenSeconds is < 1 or > 1000)
        {
            yield return new($"{key}.signInsPerTenSeconds", $"cannot be {SignInsPerTenSeconds}", "write a number from 1 to 1000");
        }

        if (OwnsZones && !IsPublic)
        {
            yield return new($"{key}.ownsZones", $"does not go with mode `{SettingShape.Spell(Mode)}`", "remove it, or write `mode: proxied`");
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
                yield return new($"{key}.{name}", "is missing", $"mode `{SettingShape.Spell(Mode)}` needs {HexId.Right}");
            }
        }
    }
}
