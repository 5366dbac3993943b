using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>The rules that every data store has.</summary>
internal static class StoreRules
{
    /// <param name="list">The setting that names those who use the store.</param>
    public static IEnumerable<SettingProblem> Problems(string key, Quantity disk, string list, IReadOnlyList<Label> names)
    {
        if (disk.MiB < 1024)
        {
            yield return new($"{key}.disk", $"cannot be {disk}", "write at least 1Gi");
        }

        foreach (var twice in names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            yield return new($"{key}.{list}", $"names `{twice}` twice", "name everyone once");
        }
    }
}
