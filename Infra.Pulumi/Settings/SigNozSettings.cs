using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>SigNoz: logs, traces, metrics and alerts.</summary>
public sealed record SigNozSettings : IChecked
{
    [Description("Whether it is installed.")]
    public bool Enabled { get; init; } = true;

    [Description("`own`: a separate ClickHouse, so that neither can starve the other. `shared`: the business ClickHouse, which "
        + "saves memory.")]
    [JsonPropertyName("clickhouse")]
    public SigNozClickHouse ClickHouse { get; init; }

    [Description("The memory request of its own ClickHouse; the limit is three times as much.")]
    public Quantity Memory { get; init; } = new("1Gi");

    [Description("The volume size of its own ClickHouse. It cannot shrink.")]
    public Quantity Disk { get; init; } = new("30Gi");

    [Description("The number of days that logs and traces are kept.")]
    [Range(1, 3650)]
    public int RetentionDays { get; init; } = 15;

    [Description("The number of days that metrics are kept.")]
    [Range(1, 3650)]
    public int MetricsRetentionDays { get; init; } = 30;

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (Disk.MiB < 5120)
        {
            yield return new($"{key}.disk", $"cannot be {Disk}", "write at least 5Gi");
        }
    }
}
