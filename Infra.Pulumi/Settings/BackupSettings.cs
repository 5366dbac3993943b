using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>The nightly dumps of the data stores, and the drill that proves that they come back.</summary>
public sealed record BackupSettings : IChecked
{
    [Description("Whether every data store is dumped to the object store. `infra:objectStore.dailyDays` and `.weeklyDays` say for how long.")]
    public bool Enabled { get; init; }

    [Description("When, as in cron, in UTC.")]
    public CronTime Schedule { get; init; } = new("20 1 * * *");

    [Description("When the newest dump of each PostgreSQL is restored for trial and its rows are counted, in UTC. An alert expects it once a week.")]
    public CronTime Drill { get; init; } = new("40 4 * * 0");

    [Description("Another stack whose dumps `./infra restore` may bring here. Its output `dumps` has all of these.")]
    public RestoreSourceSettings? RestoreFrom { get; init; }

    [Description("SQL that is run in a database after it was restored from another stack and before anybody sees it, such as to make people "
        + "anonymous: by the name in `infra:postgres.databases`, as a path below the project or as content.")]
    public IReadOnlyDictionary<string, string> AfterRestore { get; init; } = new Dictionary<string, string>();

    /// <summary>The text of <see cref="AfterRestore"/> for a database, or null where there is no such file.</summary>
    public string? SqlFor(string database)
    {
        var text = AfterRestore[database];
        if (text.Contains(';', StringComparison.Ordinal))
        {
            return text;
        }

        var path = Path.Combine(Project.Find(Environment.CurrentDirectory).Folder, text);
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (RestoreFrom is not null && !Enabled)
        {
            yield return new($"{key}.restoreFrom", "needs backups, which are switched off", "write `enabled: true`, or remove it");
        }

        if (AfterRestore.Count > 0 && RestoreFrom is null)
        {
            yield return new($"{key}.afterRestore", "has nothing to come after", "say with `restoreFrom` where dumps come from, or remove it");
        }

        foreach (var database in AfterRestore.Keys.Where(database => SqlFor(database) is null))
        {
            yield return new($"{key}.afterRestore.{database}", $"names no file: {AfterRestore[database]}", "write a path below the project, or the SQL itself");
        }
    }
}
