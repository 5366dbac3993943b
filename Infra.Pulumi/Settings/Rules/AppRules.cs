using Infra.Settings.Reading;
using Infra.Settings.Texts;

namespace Infra.Settings.Rules;

/// <summary>The rules between the applications, and between them and Kubero and Vault.</summary>
internal static class AppRules
{
    private const string Key = "infra:apps";
    private const int LongestName = 40;

    public static IEnumerable<SettingProblem> Problems(PlatformSettings settings) =>
    [
        .. WithoutKubero(settings),
        .. settings.Apps.SelectMany(app => Names(app.Key)),
        .. settings.Apps.SelectMany(app => Pipeline(settings, app.Key, app.Value)),
        .. settings.Apps.SelectMany(app => Secrets(settings, app.Key, app.Value)),
        .. Hosts(settings),
    ];

    private static IEnumerable<SettingProblem> WithoutKubero(PlatformSettings settings)
    {
        if (settings.Apps.Count > 0 && !settings.Kubero.Enabled)
        {
            yield return new(Key, "needs Kubero, which is disabled", "remove the apps, or write `kubero: { enabled: true }`");
        }
    }

    private static IEnumerable<SettingProblem> Names(string name)
    {
        if (!Label.IsValid(name) || name.Length > LongestName)
        {
            yield return new(SettingPath.Below(Key, name), "has an invalid name",
                $"use at most {LongestName} lower-case letters, digits and inner dashes");
        }
    }

    private static IEnumerable<SettingProblem> Pipeline(PlatformSettings settings, string name, AppSettings app)
    {
        var path = $"{SettingPath.Below(Key, name)}.pipeline";
        if (settings.AppNamespaces[app.NamespaceOf(name)] != app.PipelineOf(name))
        {
            yield return new(path, $"shares the namespace {app.NamespaceOf(name)} with another pipeline", "rename one of them");
        }

        if (app.PipelineOf(name) == "kubero")
        {
            yield return new(path, "cannot be `kubero`, which is the release of Kubero itself", "use another name");
        }
    }

    private static IEnumerable<SettingProblem> Secrets(PlatformSettings settings, string name, AppSettings app)
    {
        if (app.SecretKeys.Any() && !settings.Vault.Enabled)
        {
            yield return new($"{SettingPath.Below(Key, name)}.secrets", "needs Vault, which is disabled",
                "use plain values under `env`, or write `vault: { enabled: true }`");
        }
    }

    private static IEnumerable<SettingProblem> Hosts(PlatformSettings settings) => settings.Apps
        .SelectMany(app => app.Value.Hosts.Select(host => (App: app.Key, Host: host.Text)))
        .GroupBy(entry => entry.Host)
        .Where(group => group.Count() > 1)
        .Select(group => new SettingProblem($"{SettingPath.Below(Key, group.Last().App)}.hosts",
            $"uses `{group.Key}`, which is already a host of {group.First().App}", "use each host once"));
}
