using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>The two zones, and what keeps the names of several stacks in them apart.</summary>
public sealed record DomainSettings : IChecked
{
    [Description("The zone of what users reach, such as example.com.")]
    public required DomainName Base { get; init; }

    [Description("The zone of what the operator reaches, such as example.net. May be the same as `base`.")]
    public required DomainName Internal { get; init; }

    [Description("Put before every host name with a dash, so that staging and prod can share the zones: `staging` makes "
        + "staging-home.example.net.")]
    public Label? Prefix { get; init; }

    [Description("Put after the first part of every host name with a dash. The stacks of pull requests use their own name.")]
    public Label? Suffix { get; init; }

    /// <summary>One label below the zone, since the edge's free certificates cover no more than that.</summary>
    public string HostName(HostZone zone, string service)
    {
        var label = string.Join('-', new[] { Prefix?.Text, service, Suffix?.Text }.OfType<string>());
        return $"{label}.{(zone == HostZone.Base ? Base : Internal)}";
    }

    public IEnumerable<SettingProblem> Problems(string key)
    {
        // The longest service name that the platform uses has eleven letters.
        if ((Prefix?.Text.Length ?? 0) + (Suffix?.Text.Length ?? 0) > 40)
        {
            yield return new($"{key}.prefix", "is, together with `suffix`, longer than 40 letters",
                "shorten them: host names are one label of at most 63");
        }
    }
}
