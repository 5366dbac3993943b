using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>The business PostgreSQL.</summary>
public sealed record PostgresSettings : IChecked
{
    [Description("Whether there is one at all.")]
    public bool Enabled { get; init; } = true;

    [Description("How many copies of the data, one a node.")]
    public int Instances { get; init; } = 1;

    [Description("The memory that it requests; it may take twice as much.")]
    public Quantity Memory { get; init; } = new("512Mi");

    [Description("The disk that it claims. It cannot shrink.")]
    public Quantity Disk { get; init; } = new("10Gi");

    [Description("Applications that get a database and a user of their own; the credentials are in the secret `NAME-postgres`.")]
    public IReadOnlyList<Label> Databases { get; init; } = [];

    [Description("One that runs elsewhere, in place of the one in the cluster.")]
    public ExternalStoreSettings? External { get; init; }

    /// <summary>Whether it runs in the cluster.</summary>
    public bool IsInCluster => Enabled && External is null;

    public IEnumerable<SettingProblem> Problems(string key)
    {
        var problems = StoreRules.Problems(key, Disk, "databases", Databases);
        return Instances is < 1 or > 5
            ? problems.Append(new($"{key}.instances", $"cannot be {Instances}", "write 1, or 3 when there are three nodes"))
            : problems;
    }
}
