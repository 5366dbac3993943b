namespace Infra.Settings;

/// <summary>The rules between backups and what they save.</summary>
internal static class BackupRules
{
    public static IEnumerable<SettingProblem> Problems(string key, PlatformSettings settings)
    {
        var backups = settings.Backups;
        if (backups.Enabled && settings.ObjectStore.Kind == ObjectStoreKind.None)
        {
            yield return new($"{key}.enabled", "needs somewhere to put the dumps, and `infra:objectStore.kind` is `none`",
                "write `backups: { enabled: false }`, or `objectStore: { kind: r2 }`");
        }

        if (backups.RestoreFrom is not null && !settings.Postgres.Enabled)
        {
            yield return new($"{key}.restoreFrom", "needs the business PostgreSQL, which is switched off", "remove it, or write `postgres: { enabled: true }`");
        }

        foreach (var name in backups.AfterRestore.Keys.Where(name => settings.Postgres.Databases.All(database => database.Text != name)))
        {
            yield return new($"{key}.afterRestore.{name}", "is no database of `infra:postgres.databases`", "name one of those");
        }
    }
}
