using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>The two zones, and the prefix and suffix that separate the names of several stacks.</summary>
public sealed record DomainSettings : IChecked
{
    [Description("The zone for users, such as example.com.")]
    public required DomainName Base { get; init; }

    [Description("The zone for the operator, such as example.net. It may equal `base`.")]
    public required DomainName Internal { get; init; }

    [Description("A prefix of every host name, joined with a dash, so that staging and prod can share the zones: `staging` makes "
        + "staging-home.example.net.")]
    public Label? Prefix { get; init; }

    [Description("A suffix of the first label of every host name, joined with a dash. The stacks of pull requests use their "
        + "own name.")]
    public Label? Suffix { get; init; }

    /// <summary>One label below the zone: the free certificates of the edge cover no more.</summary>
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
            yield return new($"{key}.prefix", "has more than 40 letters together with `suffix`",
                "shorten them: a host name is one label of at most 63 letters");
        }
    }
}
