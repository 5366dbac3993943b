using Infra.Bricks;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Foundation;

/// <summary>The platform's namespaces. In each, nothing may talk to anything but the name server until a service says so.</summary>
public sealed class Namespaces : ComponentResource
{
    // What may run in a namespace: https://kubernetes.io/docs/concepts/security/pod-security-standards/
    private static readonly (string Name, string PodSecurity)[] All =
    [
        ("cert-manager", "restricted"),
        ("cnpg-system", "restricted"),
        ("platform", "baseline"),
        ("data", "baseline"),
        ("kubero", "baseline"),
        ("apps", "baseline"),
        ("observability", "privileged"), // collectors read the host's logs
    ];

    public Namespaces(string name, ComponentResourceOptions? options = null)
        : base("infra:foundation:Namespaces", name, options)
    {
        foreach (var (ns, podSecurity) in All)
        {
            var made = new Namespace(ns, new()
            {
                Metadata = new ObjectMetaArgs
                {
                    Name = ns,
                    Labels = { ["pod-security.kubernetes.io/enforce"] = podSecurity, ["pod-security.kubernetes.io/warn"] = podSecurity },
                },
            }, new() { Parent = this });

            _ = new FlowPolicy($"{ns}-default-deny", new()
            {
                Namespace = ns,
                Pods = new Dictionary<string, string>(),
                Access = new() { From = [], To = [Flow.ToNames] },
            }, new() { Parent = this, DependsOn = { made } });
        }

        RegisterOutputs();
    }
}
