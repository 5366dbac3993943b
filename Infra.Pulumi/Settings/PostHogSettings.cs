using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>PostHog, in its own cloud or in ours.</summary>
public sealed record PostHogSettings : IChecked
{
    [Description("`off`. `cloud`: PostHog's own, nothing is installed and applications get its key. `cluster`: its last Helm chart, "
        + "which has been unsupported since 2024 and wants about 8 GiB of memory.")]
    public PostHogMode Mode { get; init; }

    [Description("Where PostHog's cloud takes events.")]
    public DomainName CloudHost { get; init; } = new("eu.i.posthog.com");

    [Description("The project's key in PostHog's cloud, which applications send with every event.")]
    public Secret? CloudKey { get; init; }

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (Mode == PostHogMode.Cloud && CloudKey is null)
        {
            yield return new($"{key}.cloudKey", "is missing", $"`mode: cloud` needs it: `pulumi config set --secret --path {key}.cloudKey`");
        }

        if (Mode != PostHogMode.Cloud && CloudKey is not null)
        {
            yield return new($"{key}.cloudKey", $"does not go with `mode: {SettingShape.Spell(Mode)}`", "remove it, or write `mode: cloud`");
        }
    }
}
