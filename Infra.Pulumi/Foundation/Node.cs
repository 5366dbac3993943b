using Infra.Bricks;
using Infra.Settings;
using Infra.Settings.Texts;
using Pulumi;

namespace Infra.Foundation;

/// <summary>A machine that is a node of the cluster.</summary>
public sealed record Node
{
    public required Machine Machine { get; init; }

    public required NodeRole Role { get; init; }

    public required SizeSettings Size { get; init; }

    public IpAddress? AddressV6 { get; init; }

    public IEnumerable<Input<string>> Addresses =>
        new[] { Machine.Address, AddressV6 is null ? null : (Input<string>)AddressV6.Text }.OfType<Input<string>>();

    /// <summary>The machines that the settings name, before anything is made on them.</summary>
    public static IReadOnlyList<Node> Of(PlatformSettings settings) => [.. settings.Nodes.Select(node => Of(node, settings.Ssh))];

    public static Node Of(NodeSettings settings, SshSettings ssh) => new()
    {
        Machine = new()
        {
            Name = settings.Name.Text,
            Address = settings.Address.Text,
            SshPort = settings.SshPort,
            User = ssh.User,
            PrivateKey = ssh.PrivateKey?.ToInput(),
            HostKey = settings.HostKey.Text,
        },
        Role = settings.Role,
        Size = settings.Size,
        AddressV6 = settings.AddressV6,
    };
}
