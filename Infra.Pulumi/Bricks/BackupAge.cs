namespace Infra.Bricks;

/// <summary>A copy of data that must not grow old, as an alert sees it.</summary>
/// <param name="Name">The alert, such as `postgres has no fresh backup`.</param>
/// <param name="Seconds">A PromQL expression of its age in seconds.</param>
/// <param name="Limit">From this age on it is an alert.</param>
/// <param name="Meaning">What the alert says.</param>
public sealed record BackupAge(string Name, string Seconds, TimeSpan Limit, string Meaning)
{
    public string Severity { get; init; } = "critical";
}
