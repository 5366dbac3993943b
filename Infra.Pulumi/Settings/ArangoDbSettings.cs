using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>The business ArangoDB.</summary>
public sealed record ArangoDbSettings : IChecked
{
    [Description("Whether there is one at all.")]
    public bool Enabled { get; init; }

    [Description("The memory that it requests; it may take twice as much.")]
    public Quantity Memory { get; init; } = new("512Mi");

    [Description("The disk that it claims. It cannot shrink.")]
    public Quantity Disk { get; init; } = new("10Gi");

    [Description("Applications that get a database and a user of their own; the credentials are in the secret `NAME-arangodb`.")]
    public IReadOnlyList<Label> Databases { get; init; } = [];

    [Description("One that runs elsewhere, in place of the one in the cluster.")]
    public ExternalStoreSettings? External { get; init; }

    /// <summary>Whether it runs in the cluster.</summary>
    public bool IsInCluster => Enabled && External is null;

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (Disk.MiB < 1024)
        {
            yield return new($"{key}.disk", $"cannot be {Disk}", "write at least 1Gi");
        }

        foreach (var twice in Databases.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            yield return new($"{key}.databases", $"names `{twice}` twice", "name everyone once");
        }
    }
}
