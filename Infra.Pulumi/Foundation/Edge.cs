using Infra.Bricks;
using Infra.Settings;
using Pulumi;
using Pulumi.Cloudflare;

namespace Infra.Foundation;

public sealed record EdgeArgs
{
    public required StackServices Stack { get; init; }

    public PlatformSettings Settings => Stack.Settings;

    public required IReadOnlyList<Node> Nodes { get; init; }

    public required IReadOnlyList<ExposedHost> Hosts { get; init; }

    /// <summary>In mode `tunnel`, what every name leads to.</summary>
    public Tunnel? Tunnel { get; init; }
}

/// <summary>The DNS records of everything that is exposed and of the Kubernetes API, and the zones' own rules where this stack sets them.</summary>
public sealed class Edge : ComponentResource
{
    public Edge(string name, EdgeArgs args, ComponentResourceOptions? options = null)
        : base("infra:foundation:Edge", name, options)
    {
        foreach (var exposure in args.Hosts.Select(host => host.Exposure).Append(Exposure.KubernetesApi))
        {
            if (args.Tunnel is not null)
            {
                Record($"dns-{exposure.HostPrefix}", args.Settings, exposure, "CNAME", args.Tunnel.Address);
                continue;
            }

            // The ingress answers on every node, the API on servers alone.
            foreach (var node in args.Nodes.Where(node => exposure != Exposure.KubernetesApi || node.Role == NodeRole.Server))
            {
                Record($"dns-{exposure.HostPrefix}-{node.Machine.Name}-a", args.Settings, exposure, "A", node.Machine.Address!);
                if (node.AddressV6 is not null && args.Settings.IsDualStack)
                {
                    Record($"dns-{exposure.HostPrefix}-{node.Machine.Name}-aaaa", args.Settings, exposure, "AAAA", node.AddressV6.Text);
                }
            }
        }

        foreach (var exposure in args.Tunnel?.Shells ?? [])
        {
            Record($"dns-{exposure.HostPrefix}", args.Settings, exposure, "CNAME", args.Tunnel!.Address);
        }

        if (args.Settings.Edge.OwnsZones)
        {
            foreach (var zone in EdgeZone.Of(args.Stack))
            {
                _ = new EdgeZone($"zone-{zone.Domain.Replace('.', '-')}", zone, new() { Parent = this });
            }
        }

        RegisterOutputs();
    }

    private void Record(string name, PlatformSettings settings, Exposure exposure, string type, Input<string> content) => _ = new DnsRecord(name, new()
    {
        ZoneId = settings.Edge.ZoneIdOf(exposure.Zone).Text,
        Name = exposure.HostIn(settings),
        Type = type,
        Content = content,
        Proxied = exposure.IsProxiedBy(settings.Edge),
        Ttl = 1, // automatic
        Comment = $"infra {Deployment.Instance.StackName}",
    }, new() { Parent = this });
}
