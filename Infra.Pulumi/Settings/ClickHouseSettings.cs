using System.ComponentModel;
using Infra.Settings.Rules;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>The business ClickHouse.</summary>
public sealed record ClickHouseSettings : IChecked
{
    [Description("Whether it is installed.")]
    public bool Enabled { get; init; } = true;

    [Description("The memory request; the limit is twice as much.")]
    public Quantity Memory { get; init; } = new("768Mi");

    [Description("The size of the volume. It cannot shrink.")]
    public Quantity Disk { get; init; } = new("20Gi");

    [Description("Applications with a database and a user of their own; the credentials are in the secret `NAME-clickhouse`.")]
    public IReadOnlyList<Label> Databases { get; init; } = [];

    [Description("An external server, in place of the one in the cluster.")]
    public ExternalStoreSettings? External { get; init; }

    /// <summary>Whether it runs in the cluster.</summary>
    public bool IsInCluster => Enabled && External is null;

    public IEnumerable<SettingProblem> Problems(string key) => StoreRules.Problems(key, Disk, "databases", Databases);
}
