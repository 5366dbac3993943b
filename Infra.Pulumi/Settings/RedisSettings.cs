using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>The business Redis, which is Valkey.</summary>
public sealed record RedisSettings : IChecked
{
    /// <summary>How many numbered databases a server has unless told otherwise. The last ones are the platform's.</summary>
    public const int Databases = 16;

    private const int MostUsers = Databases - 1;

    [Description("Whether there is one at all.")]
    public bool Enabled { get; init; } = true;

    [Description("The memory that it requests; it may take twice as much.")]
    public Quantity Memory { get; init; } = new("64Mi");

    [Description("The disk that it claims. It cannot shrink.")]
    public Quantity Disk { get; init; } = new("2Gi");

    [Description("Applications that get a user of their own; the credentials are in the secret `NAME-redis`. The place in this list is the number of the "
        + "application's database: add at the end, and leave the place of one that is gone.")]
    public IReadOnlyList<Label> Users { get; init; } = [];

    [Description("One that runs elsewhere, in place of the one in the cluster.")]
    public ExternalStoreSettings? External { get; init; }

    /// <summary>Whether it runs in the cluster.</summary>
    public bool IsInCluster => Enabled && External is null;

    public IEnumerable<SettingProblem> Problems(string key) => Users.Count <= MostUsers
        ? StoreRules.Problems(key, Disk, "users", Users)
        : StoreRules.Problems(key, Disk, "users", Users).Append(new($"{key}.users", $"has {Users.Count} names", $"there are numbered databases for {MostUsers}; share one, or use prefixes"));
}
