namespace Infra.Bricks;

/// <summary>When a job runs.</summary>
public sealed record JobSchedule(string Cron)
{
    /// <summary>Never by itself: `kubectl create job --from=cronjob/NAME` starts it.</summary>
    public static readonly JobSchedule OnRequest = new("0 0 1 1 *") { IsSuspended = true };

    public string TimeZone { get; init; } = "Etc/UTC";

    public bool IsSuspended { get; init; }

    /// <summary>Whether it also runs once now, and must succeed.</summary>
    public bool RunsNow { get; init; }
}
