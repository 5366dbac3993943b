using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>The networks that reach SSH and the Kubernetes API of the hosts.</summary>
public sealed record AccessSettings : IChecked
{
    [Description("Who reaches SSH: `anywhere` (by key only, rate-limited; hosted CI runners have no fixed address), networks, or "
        + "`tunnel` (no open port).")]
    public IReadOnlyList<AccessSource> Ssh { get; init; } = [AccessSource.Anywhere];

    [Description("Who reaches the Kubernetes API: `anywhere` (by client certificate only, rate-limited), networks, or `tunnel`.")]
    public IReadOnlyList<AccessSource> Api { get; init; } = [AccessSource.Anywhere];

    public IEnumerable<SettingProblem> Problems(string key)
    {
        foreach (var (name, sources) in new[] { ("ssh", Ssh), ("api", Api) })
        {
            if (sources.Count == 0)
            {
                yield return new($"{key}.{name}", "is an empty list, which would block all access",
                    $"write {AccessSource.Right}");
            }
            else if (sources.Count > 1 && sources.Any(source => !source.IsNetwork))
            {
                yield return new($"{key}.{name}", "mixes a word with other entries", $"write {AccessSource.Right}");
            }
        }
    }
}
