using System.ComponentModel;

namespace Infra.Settings;

/// <summary>Who is told when something is wrong, and what counts as wrong.</summary>
public sealed record AlertSettings : IChecked
{
    [Description("An address that takes alerts as JSON by POST, such as an incoming webhook of Slack, Discord or ntfy.")]
    public Secret? Webhook { get; init; }

    [Description("A mail server that takes alerts to `infra:admin.email`.")]
    public MailSettings? Mail { get; init; }

    [Description("How much of the time each exposed service answers, in per cent.")]
    public decimal Availability { get; init; } = 99.5m;

    [Description("Whether a Cloudflare Worker watches from outside, in stacks that have a front.")]
    public bool Watchdog { get; init; } = true;

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (Availability is < 50 or > 99.99m)
        {
            yield return new($"{key}.availability", $"cannot be {Availability}", "write per cent between 50 and 99.99");
        }
    }
}
