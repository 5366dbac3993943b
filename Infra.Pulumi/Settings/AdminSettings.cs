using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>The person who runs the platform.</summary>
public sealed record AdminSettings : IChecked
{
    [Description("The mail address for certificate authorities and alerts.")]
    public required Email Email { get; init; }

    [Description("The admin's networks. They reach the hosts that the edge does not proxy.")]
    public IReadOnlyList<Cidr> Networks { get; init; } = [];

    public IEnumerable<SettingProblem> Problems(string key) => Networks
        .Where(network => network.Text.EndsWith("/0", StringComparison.Ordinal))
        .Select(network => new SettingProblem($"{key}.networks", $"contains every address: {network}", "list your own networks"));
}
