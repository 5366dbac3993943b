using Infra.Bricks;
using Infra.Settings;
using Infra.Settings.Reading;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Foundation;

/// <summary>
/// The platform's namespaces. In each, nothing may talk to anything but the name server until a service says so, and a container
/// that asks for nothing is taken to ask for a little, so that it counts.
/// </summary>
public sealed class Namespaces : ComponentResource
{
    public Namespaces(string name, StackServices stack, ComponentResourceOptions? options = null)
        : base("infra:foundation:Namespaces", name, options)
    {
        foreach (var declared in stack.Namespaces)
        {
            var ns = declared.Name;
            var made = new Namespace(ns, new() { Metadata = MetadataOf(declared) }, new() { Parent = this });

            _ = new FlowPolicy($"{ns}-default-deny", new()
            {
                Namespace = ns,
                Pods = new Dictionary<string, string>(),
                Access = new() { From = [], To = [Flow.ToNames] },
            }, new() { Parent = this, DependsOn = { made } });

            // No default limit: Kubernetes would give it to containers that request more, and then refuse them.
            _ = new LimitRange($"{ns}-requests", new()
            {
                Metadata = new ObjectMetaArgs { Name = "requests", Namespace = ns },
                Spec = new LimitRangeSpecArgs
                {
                    Limits = { new LimitRangeItemArgs { Type = "Container", DefaultRequest = { ["cpu"] = "10m", ["memory"] = "32Mi" } } },
                },
            }, new() { Parent = this, DependsOn = { made } });
        }

        RegisterOutputs();
    }

    private static ObjectMetaArgs MetadataOf(ServiceNamespace ns)
    {
        var level = SettingShape.Spell(ns.Pods);
        var metadata = new ObjectMetaArgs
        {
            Name = ns.Name,
            Labels = { ["pod-security.kubernetes.io/enforce"] = level, ["pod-security.kubernetes.io/warn"] = level },
        };
        if (ns.HoldsApplications)
        {
            metadata.Labels.AddRange(Labels.HoldsApplications.ToDictionary());
        }

        metadata.Labels.AddRange(ns.Labels.ToDictionary());
        if (ns.Annotations.Count > 0)
        {
            metadata.Annotations.AddRange(ns.Annotations.ToDictionary());
        }

        return metadata;
    }
}
