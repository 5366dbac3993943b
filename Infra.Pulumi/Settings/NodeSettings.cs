using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>An existing host that becomes a node of the cluster.</summary>
public sealed record NodeSettings : IChecked
{
    [Description("The node's name in the cluster. It cannot change later.")]
    public required Label Name { get; init; }

    [Description("The public IPv4 address.")]
    public required IpAddress Address { get; init; }

    [Description("The public IPv6 address, if the host has one.")]
    public IpAddress? AddressV6 { get; init; }

    [Description("The port that sshd listens on.")]
    [Range(1, 65535)]
    public int SshPort { get; init; } = 22;

    [Description("The host's public SSH key. A host with another key is refused.")]
    public required HostKey HostKey { get; init; }

    [Description("Whether the node runs the control plane (`server`) or only workloads (`agent`).")]
    public NodeRole Role { get; init; } = NodeRole.Server;

    [Description("The capacity and cost of the machine.")]
    public required SizeSettings Size { get; init; }

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (Address.IsV6)
        {
            yield return new($"{key}.address", $"cannot be `{Address}`, an IPv6 address",
                "write the IPv4 address here, and this one under `addressV6`");
        }

        if (AddressV6 is { IsV6: false })
        {
            yield return new($"{key}.addressV6", $"cannot be `{AddressV6}`, an IPv4 address",
                "write the IPv6 address, or remove the line");
        }

        if (SshPort is 80 or 443 or 6443)
        {
            yield return new($"{key}.sshPort", $"cannot be {SshPort}, which the platform uses itself",
                "let sshd listen on another port, usually 22");
        }
    }
}
