using Infra.Settings.Reading;

namespace Infra.Settings.Rules;

/// <summary>The rule for the names of registries, which are hosts.</summary>
internal static class RegistryRules
{
    public static IEnumerable<SettingProblem> Problems(PlatformSettings settings) => settings.Registries.Keys
        .Where(host => !IsHost(host))
        .Select(host => new SettingProblem(SettingPath.Below("infra:registries", host), "is not a host",
            "write the registry's host alone, such as ghcr.io or registry.example.com:5000"));

    private static bool IsHost(string host) =>
        Uri.CheckHostName(host.Split(':')[0]) == UriHostNameType.Dns && !host.Contains('/', StringComparison.Ordinal);
}
