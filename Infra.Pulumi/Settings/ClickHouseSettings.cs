using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>The business ClickHouse.</summary>
public sealed record ClickHouseSettings : IChecked
{
    [Description("Whether there is one at all.")]
    public bool Enabled { get; init; } = true;

    [Description("The memory that it requests; it may take twice as much.")]
    public Quantity Memory { get; init; } = new("768Mi");

    [Description("The disk that it claims. It cannot shrink.")]
    public Quantity Disk { get; init; } = new("20Gi");

    [Description("Applications that get a database and a user of their own; the credentials are in the secret `NAME-clickhouse`.")]
    public IReadOnlyList<Label> Databases { get; init; } = [];

    [Description("One that runs elsewhere, in place of the one in the cluster.")]
    public ExternalStoreSettings? External { get; init; }

    /// <summary>Whether it runs in the cluster.</summary>
    public bool IsInCluster => Enabled && External is null;

    public IEnumerable<SettingProblem> Problems(string key) => StoreRules.Problems(key, Disk, "databases", Databases);
}
