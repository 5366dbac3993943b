using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>When the stack sleeps by itself: applications, Kubero and observability at zero replicas; data and Vault stay.</summary>
public sealed record HibernationSettings : IChecked
{
    [Description("When it goes to sleep, as in cron: `0 20 * * 1-5` is at eight in the evening, Monday to Friday. `./infra sleep` does it at once.")]
    public CronTime? Sleep { get; init; }

    [Description("When it wakes up, as it was. `./infra wake` does it at once.")]
    public CronTime? Wake { get; init; }

    [Description("The time zone of both, by its IANA name.")]
    public string TimeZone { get; init; } = "Etc/UTC";

    public bool IsScheduled => Sleep is not null;

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (Sleep is null != Wake is null)
        {
            yield return new($"{key}.{(Sleep is null ? "sleep" : "wake")}", "is missing", "write both `sleep` and `wake`, or neither");
        }

        if (!TimeZone.Contains('/', StringComparison.Ordinal) || TimeZone.Any(char.IsWhiteSpace))
        {
            yield return new($"{key}.timeZone", $"cannot be `{TimeZone}`", "write an IANA name such as Europe/Berlin or Etc/UTC");
        }
    }
}
