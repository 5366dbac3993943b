using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Infra.Settings;

/// <summary>Where alerts go, and when they fire.</summary>
public sealed record AlertSettings
{
    [Description("A URL that receives alerts as JSON by POST, such as an incoming webhook of Slack, Discord or ntfy.")]
    public Secret? Webhook { get; init; }

    [Description("A mail server that sends alerts to `infra:admin.email`.")]
    public MailSettings? Mail { get; init; }

    [Description("The availability objective of each exposed service, in per cent.")]
    [Range(50, 99.99)]
    public decimal Availability { get; init; } = 99.5m;

    [Description("Whether a Cloudflare Worker probes the platform from outside, in stacks with a public edge.")]
    public bool Watchdog { get; init; } = true;
}
