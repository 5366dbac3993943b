using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>A host that exists already and becomes a node of the cluster.</summary>
public sealed record NodeSettings : IChecked
{
    [Description("The node's name in the cluster; it stays with the machine.")]
    public required Label Name { get; init; }

    [Description("The public IPv4 address.")]
    public required IpAddress Address { get; init; }

    [Description("The public IPv6 address, if there is one.")]
    public IpAddress? AddressV6 { get; init; }

    [Description("The port that sshd listens on.")]
    public int SshPort { get; init; } = 22;

    [Description("The host's public SSH key, by which it is known. An unknown host is never connected to.")]
    public required HostKey HostKey { get; init; }

    [Description("Whether the node runs the control plane (`server`) or only workloads (`agent`).")]
    public NodeRole Role { get; init; } = NodeRole.Server;

    [Description("What the machine offers and costs.")]
    public required SizeSettings Size { get; init; }

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (Address.IsV6)
        {
            yield return new($"{key}.address", $"`{Address}` is an IPv6 address", "write the IPv4 address here and this one under addressV6");
        }

        if (AddressV6 is { IsV6: false })
        {
            yield return new($"{key}.addressV6", $"`{AddressV6}` is an IPv4 address", "write the IPv6 address or remove the line");
        }

        if (SshPort is < 1 or > 65535)
        {
            yield return new($"{key}.sshPort", $"cannot be {SshPort}", "write a port between 1 and 65535, usually 22");
        }
    }
}
