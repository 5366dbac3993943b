using Infra.Settings.Reading;

namespace Infra.Settings.Rules;

/// <summary>The rules between backups and the data that they save.</summary>
internal static class BackupRules
{
    private const string Key = "infra:backups";

    public static IEnumerable<SettingProblem> Problems(PlatformSettings settings)
    {
        var backups = settings.Backups;
        if (backups.Enabled && settings.ObjectStore.Kind == ObjectStoreKind.None)
        {
            yield return new($"{Key}.enabled", "needs an object store, and `infra:objectStore.kind` is `none`",
                "write `backups: { enabled: false }`, or `objectStore: { kind: r2 }`");
        }

        if (backups.RestoreFrom is not null && !settings.Postgres.Enabled)
        {
            yield return new($"{Key}.restoreFrom", "needs the business PostgreSQL, which is disabled",
                "remove it, or write `postgres: { enabled: true }`");
        }

        foreach (var name in backups.AfterRestore.Keys.Where(name =>
            settings.Postgres.Databases.All(database => database.Text != name)))
        {
            yield return new(SettingPath.Below($"{Key}.afterRestore", name), "is not a database of `infra:postgres.databases`",
                "use a name from that list");
        }
    }
}
