using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>
/// The schedule on which the stack sleeps: applications, Kubero and observability scale to zero; data and Vault keep running.
/// </summary>
public sealed record HibernationSettings : IChecked
{
    [Description("When the stack goes to sleep, in cron syntax: `0 20 * * 1-5` is 20:00, Monday to Friday. `./infra sleep` "
        + "does it immediately.")]
    public CronTime? Sleep { get; init; }

    [Description("When the stack wakes up. `./infra wake` does it immediately.")]
    public CronTime? Wake { get; init; }

    [Description("The IANA time zone of both.")]
    public string TimeZone { get; init; } = "Etc/UTC";

    public bool IsScheduled => Sleep is not null;

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (Sleep is null != Wake is null)
        {
            yield return new($"{key}.{(Sleep is null ? "sleep" : "wake")}", "is missing",
                "write both `sleep` and `wake`, or neither");
        }

        if (!IsTimeZone(TimeZone))
        {
            yield return new($"{key}.timeZone", $"cannot be `{TimeZone}`", "write an IANA name such as Europe/Berlin or Etc/UTC");
        }
    }

    // A machine without time zone data knows only UTC, so only the form can be checked there.
    private static bool IsTimeZone(string name) =>
        name.Contains('/', StringComparison.Ordinal) && !name.Any(char.IsWhiteSpace)
        && (TimeZoneInfo.TryFindSystemTimeZoneById(name, out _)
            || !TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Berlin", out _));
}
