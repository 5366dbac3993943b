using Infra.Bricks;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.LightSail;
using Pulumi.Aws.LightSail.Inputs;

namespace Infra.Foundation;

/// <summary>
/// A Lightsail server that lives as long as its stack. Its SSH host key is made before it is, so that it is known from the
/// first connection on.
/// </summary>
public sealed class RentedServer : ComponentResource
{
    public RentedServer(string name, LightsailSettings settings, SshSettings ssh, ComponentResourceOptions? options = null)
        : base("infra:foundation:RentedServer", name, options)
    {
        var login = new KeyPair($"{name}-login", new() { Name = $"{name}-login" }, new() { Parent = this });
        var identity = new KeyPair($"{name}-identity", new() { Name = $"{name}-identity" }, new() { Parent = this });

        var instance = new Instance($"{name}-instance", new()
        {
            Name = name,
            AvailabilityZone = settings.Zone,
            BlueprintId = settings.Blueprint,
            BundleId = settings.Bundle,
            IpAddressType = "dualstack",
            KeyPairName = login.Name,
            UserData = Output.CreateSecret(identity.PrivateKey.Apply(FirstBoot)),
        }, new() { Parent = this });

        // The host's own firewall decides; Lightsail's would close everything but 22 and 80.
        var ports = new InstancePublicPorts($"{name}-ports", new()
        {
            InstanceName = instance.Name,
            PortInfos =
            {
                new InstancePublicPortsPortInfoArgs { Protocol = "all", FromPort = 0, ToPort = 65535, Cidrs = { "0.0.0.0/0" }, Ipv6Cidrs = { "::/0" } },
            },
        }, new() { Parent = this });

        var address = new StaticIp($"{name}-address", new() { Name = $"{name}-address" }, new() { Parent = this });
        var attachment = new StaticIpAttachment($"{name}-attachment", new()
        {
            InstanceName = instance.Name,
            StaticIpName = address.Name,
        }, new() { Parent = this, DependsOn = { ports } });

        Node = new()
        {
            Machine = new()
            {
                Name = name,
                Address = attachment.IpAddress,
                User = ssh.User,
                PrivateKey = Output.CreateSecret(login.PrivateKey),
                HostKey = identity.PublicKey,
            },
            Role = NodeRole.Server,
            Size = settings.Size,
        };
        RegisterOutputs();
    }

    public Node Node { get; }

    private static string FirstBoot(string? hostKey) =>
        ScriptText.Read("rented-first-boot.sh").Replace("HOST_KEY", hostKey?.TrimEnd(), StringComparison.Ordinal);
}
