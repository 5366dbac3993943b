using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>Maintenance of the hosts.</summary>
public sealed record HostSettings
{
    [Description("When a host may reboot for a security update, in its own time zone, or `never`.")]
    public RebootTime RebootTime { get; init; } = new("04:30");

    [Description("The maximum size of the system journal.")]
    public Quantity Journal { get; init; } = new("512Mi");
}
