using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>How hosts are kept.</summary>
public sealed record HostSettings
{
    [Description("When a host may reboot for a security update, in its own time, or `never`.")]
    public RebootTime RebootTime { get; init; } = new("04:30");

    [Description("How much of the disk the system's log may take.")]
    public Quantity Journal { get; init; } = new("512Mi");
}
