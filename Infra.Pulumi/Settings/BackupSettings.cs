using System.ComponentModel;
using Infra.Settings.Reading;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>The nightly dumps of the data stores, and the drill that restores them.</summary>
public sealed record BackupSettings : IChecked
{
    [Description("Whether every data store is dumped to the object store. `infra:objectStore.dailyDays` and `.weeklyDays` set "
        + "the retention.")]
    public bool Enabled { get; init; }

    [Description("The schedule of the dumps, in cron syntax and UTC.")]
    public CronTime Schedule { get; init; } = new("20 1 * * *");

    [Description("The schedule of the drill, in cron syntax and UTC: it restores the latest dump of each PostgreSQL and counts "
        + "its rows. An "
        + "alert expects it once a week.")]
    public CronTime Drill { get; init; } = new("40 4 * * 0");

    [Description("Another stack whose dumps `./infra restore` restores here. Its output `dumps` has all of these values.")]
    public RestoreSourceSettings? RestoreFrom { get; init; }

    [Description("SQL to run in a database right after a restore from another stack, such as anonymisation: by the name in "
        + "`infra:postgres.databases`, as a path below the project or as content.")]
    public IReadOnlyDictionary<string, string> AfterRestore { get; init; } = new Dictionary<string, string>();

    /// <summary>The text of <see cref="AfterRestore"/> for a database, or null if the file is missing.</summary>
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
            yield return new($"{key}.restoreFrom", "needs backups, which are disabled", "write `enabled: true`, or remove it");
        }

        if (AfterRestore.Count > 0 && RestoreFrom is null)
        {
            yield return new($"{key}.afterRestore", "needs `restoreFrom`, which is missing", "add `restoreFrom`, or remove it");
        }

        foreach (var database in AfterRestore.Keys.Where(database => SqlFor(database) is null))
        {
            yield return new(SettingPath.Below($"{key}.afterRestore", database),
                $"names the missing file {AfterRestore[database]}",
                "write a path below the project, or the SQL itself");
        }
    }
}
