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
    private const string Applications = "apps";

    private static readonly (string Name, PodSecurity Pods)[] All =
    [
        ("cert-manager", PodSecurity.Restricted),
        ("cnpg-system", PodSecurity.Restricted),
        ("platform", PodSecurity.Baseline),
        ("data", PodSecurity.Baseline),
        ("kubero", PodSecurity.Baseline),
        (Applications, PodSecurity.Baseline),
        ("observability", PodSecurity.Privileged), // collectors read the host's logs
    ];

    public Namespaces(string name, PlatformSettings settings, ComponentResourceOptions? options = null)
        : base("infra:foundation:Namespaces", name, options)
    {
        foreach (var (ns, pods) in Of(settings))
        {
            var made = new Namespace(ns, new() { Metadata = MetadataOf(ns, pods, settings) }, new() { Parent = this });

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

    /// <summary>The namespaces that the program makes; the system's own are k3s's.</summary>
    public static IEnumerable<(string Name, PodSecurity Pods)> Of(PlatformSettings settings) =>
    [
        .. All,
        .. settings.AppNamespaces.Keys.Select(ns => (ns, PodSecurity.Baseline)),
        .. settings.HasSeveralNodes ? [(Upgrades.Namespace, PodSecurity.Privileged)] : Array.Empty<(string, PodSecurity)>(),
    ];

    /// <summary>Whether a namespace is there for applications.</summary>
    public static bool IsOfApplications(string ns, PlatformSettings settings) => ns == Applications || settings.AppNamespaces.ContainsKey(ns);

    private static ObjectMetaArgs MetadataOf(string ns, PodSecurity pods, PlatformSettings settings)
    {
        var level = SettingShape.Spell(pods);
        var metadata = new ObjectMetaArgs
        {
            Name = ns,
            Labels = { ["pod-security.kubernetes.io/enforce"] = level, ["pod-security.kubernetes.io/warn"] = level },
        };
        if (IsOfApplications(ns, settings))
        {
            metadata.Labels.AddRange(Labels.HoldsApplications.ToDictionary());
        }

        // Kubero's operator makes the namespaces of a pipeline, too, as a Helm release, which takes over only what is marked as its own.
        if (settings.AppNamespaces.TryGetValue(ns, out var pipeline))
        {
            metadata.Labels.Add("app.kubernetes.io/managed-by", "Helm");
            metadata.Annotations.Add("meta.helm.sh/release-name", pipeline);
            metadata.Annotations.Add("meta.helm.sh/release-namespace", "kubero");
        }

        return metadata;
    }
}
