using System.ComponentModel;
using Infra.Settings.Rules;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>The business Redis, which is Valkey.</summary>
public sealed record RedisSettings : IChecked
{
    /// <summary>The number of databases of a server by default. The last ones are the platform's.</summary>
    public const int Databases = 16;

    private const int MostUsers = Databases - 1;

    [Description("Whether it is installed.")]
    public bool Enabled { get; init; } = true;

    [Description("The memory request; the limit is twice as much.")]
    public Quantity Memory { get; init; } = new("64Mi");

    [Description("The size of the volume. It cannot shrink.")]
    public Quantity Disk { get; init; } = new("2Gi");

    [Description("Applications with a user of their own; the credentials are in the secret `NAME-redis`. The position in this "
        + "list is the "
        + "number of the application's database: add new names at the end, and keep the names of removed applications.")]
    public IReadOnlyList<Label> Users { get; init; } = [];

    [Description("An external server, in place of the one in the cluster.")]
    public ExternalStoreSettings? External { get; init; }

    /// <summary>Whether it runs in the cluster.</summary>
    public bool IsInCluster => Enabled && External is null;

    public IEnumerable<SettingProblem> Problems(string key)
    {
        var problems = StoreRules.Problems(key, Disk, "users", Users);
        return Users.Count <= MostUsers
            ? problems
            : problems.Append(new($"{key}.users", $"has {Users.Count} names, but there are {MostUsers} numbered databases",
                "share a database, or use prefixes"));
    }
}
