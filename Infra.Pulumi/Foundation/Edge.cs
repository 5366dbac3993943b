using Infra.Bricks;
using Infra.Settings;
using Pulumi;
using Pulumi.Cloudflare;

namespace Infra.Foundation;

public sealed record EdgeArgs
{
    public required PlatformSettings Settings { get; init; }

    public required IReadOnlyList<Node> Nodes { get; init; }

    public required IReadOnlyList<ExposedHost> Hosts { get; init; }
}

/// <summary>The DNS records of everything that is exposed, and of the Kubernetes API.</summary>
public sealed class Edge : ComponentResource
{
    public Edge(string name, EdgeArgs args, ComponentResourceOptions? options = null)
        : base("infra:foundation:Edge", name, options)
    {
        foreach (var exposure in args.Hosts.Select(host => host.Exposure).Append(Exposure.KubernetesApi))
        {
            // The ingress answers on every node, the API on servers alone.
            var nodes = args.Nodes.Where(node => exposure != Exposure.KubernetesApi || node.Role == NodeRole.Server);
            foreach (var node in nodes)
            {
                Record(args.Settings, exposure, node, "A", node.Machine.Address!);
                if (node.AddressV6 is not null)
                {
                    Record(args.Settings, exposure, node, "AAAA", node.AddressV6.Text);
                }
            }
        }

        RegisterOutputs();
    }

    private void Record(PlatformSettings settings, Exposure exposure, Node node, string type, Input<string> address) =>
        _ = new DnsRecord($"dns-{exposure.HostPrefix}-{node.Machine.Name}-{type.ToLowerInvariant()}", new()
        {
            ZoneId = settings.Edge.ZoneIdOf(exposure.Zone).Text,
            Name = settings.Domain.HostName(exposure.Zone, exposure.HostPrefix),
            Type = type,
            Content = address,
            Proxied = exposure.IsProxied,
            Ttl = 1, // automatic
            Comment = $"infra {Deployment.Instance.StackName}",
        }, new() { Parent = this });
}
