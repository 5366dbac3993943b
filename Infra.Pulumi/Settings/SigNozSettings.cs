using System.ComponentModel;
using System.Text.Json.Serialization;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>SigNoz: logs, traces, metrics and alerts.</summary>
public sealed record SigNozSettings : IChecked
{
    [Description("Whether it is installed.")]
    public bool Enabled { get; init; } = true;

    [Description("`own`: a ClickHouse of its own, so that neither can starve the other. `shared`: the business ClickHouse, which saves memory.")]
    [JsonPropertyName("clickhouse")]
    public SigNozClickHouse ClickHouse { get; init; }

    [Description("The memory that its own ClickHouse requests; it may take three times as much.")]
    public Quantity Memory { get; init; } = new("1Gi");

    [Description("The disk that its own ClickHouse claims. It cannot shrink.")]
    public Quantity Disk { get; init; } = new("30Gi");

    [Description("For how many days logs and traces are kept.")]
    public int RetentionDays { get; init; } = 15;

    [Description("For how many days metrics are kept.")]
    public int MetricsRetentionDays { get; init; } = 30;

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (RetentionDays is < 1 or > 3650)
        {
            yield return new($"{key}.retentionDays", $"cannot be {RetentionDays}", "write a number of days between 1 and 3650");
        }

        if (MetricsRetentionDays is < 1 or > 3650)
        {
            yield return new($"{key}.metricsRetentionDays", $"cannot be {MetricsRetentionDays}", "write a number of days between 1 and 3650");
        }

        if (Disk.MiB < 5120)
        {
            yield return new($"{key}.disk", $"cannot be {Disk}", "write at least 5Gi");
        }
    }
}
