using System.ComponentModel;
using Infra.Settings.Reading;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>PostHog, in its own cloud or in the cluster.</summary>
public sealed record PostHogSettings : IChecked
{
    [Description("`off`. `cloud`: PostHog's own cloud; nothing is installed, and applications get its key. `cluster`: the last "
        + "Helm chart, "
        + "unsupported since 2024, which needs about 8 GiB of memory.")]
    public PostHogMode Mode { get; init; }

    [Description("The host of PostHog's cloud that receives events.")]
    public DomainName CloudHost { get; init; } = new("eu.i.posthog.com");

    [Description("The project's key in PostHog's cloud, which applications send with every event.")]
    public Secret? CloudKey { get; init; }

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (Mode == PostHogMode.Cloud && CloudKey is null)
        {
            yield return new($"{key}.cloudKey", "is missing, and `mode: cloud` needs it",
                $"set it with `pulumi config set --secret --path {key}.cloudKey`");
        }

        if (Mode != PostHogMode.Cloud && CloudKey is not null)
        {
            yield return new($"{key}.cloudKey", $"conflicts with `mode: {SettingShape.Spell(Mode)}`",
                "remove it, or write `mode: cloud`");
        }
    }
}
