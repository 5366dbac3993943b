using Infra.Settings.Texts;

namespace Infra.Settings.Rules;

/// <summary>The rules that every data store has.</summary>
internal static class StoreRules
{
    /// <param name="list">The setting that names the users of the store.</param>
    public static IEnumerable<SettingProblem> Problems(string key, Quantity disk, string list, IReadOnlyList<Label> names)
    {
        if (disk.MiB < 1024)
        {
            yield return new($"{key}.disk", $"cannot be {disk}", "write at least 1Gi");
        }

        foreach (var name in names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            yield return new($"{key}.{list}", $"names `{name}` twice", "list each name once");
        }
    }
}
