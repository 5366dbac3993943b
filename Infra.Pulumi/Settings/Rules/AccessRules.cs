using Infra.Settings.Reading;
using Infra.Settings.Texts;

namespace Infra.Settings.Rules;

/// <summary>The rules between the access to the hosts and the edge.</summary>
internal static class AccessRules
{
    public static IEnumerable<SettingProblem> Problems(PlatformSettings settings)
    {
        var access = new[] { ("ssh", settings.Access.Ssh), ("api", settings.Access.Api) };
        return access
            .Where(entry => entry.Item2.Contains(AccessSource.Tunnel) && settings.Edge.Mode != EdgeMode.Tunnel)
            .Select(entry => new SettingProblem($"infra:access.{entry.Item1}",
                $"cannot be `tunnel` with `infra:edge.mode: {SettingShape.Spell(settings.Edge.Mode)}`",
                "write `mode: tunnel`, or list the networks that need access"));
    }
}
