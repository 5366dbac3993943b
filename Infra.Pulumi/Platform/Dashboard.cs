using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;
using Pulumi.Kubernetes.Rbac.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;

namespace Infra.Platform;

/// <summary>
/// Headlamp, the successor of the retired Kubernetes Dashboard. Behind the gate everybody sees what its own account may see:
/// everything but secrets, and nothing can be changed unless a setting says so. Without a gate it has no rights at all, and whoever
/// comes brings a token.
/// </summary>
public sealed class Dashboard : PlatformService
{
    private static readonly Footprint Pod = new(0.01m, 64);

    public Dashboard(Ground ground)
        : base("infra:platform:Dashboard", "dashboard", Answers, ground)
    {
        var isGated = Settings.Sso.Provider != SsoProvider.None;
        var release = Install(ChartPins.Headlamp, new
        {
            fullnameOverride = ServiceName,
            clusterRoleBinding = new { create = false }, // the chart would make everyone an administrator
            config = new { unsafeUseServiceAccountToken = isGated, oidc = new { secret = new { create = false } } },
            resources = Pod.Resources(256),
        });
        if (isGated)
        {
            Allow(Settings.Dashboard.CanChange ? "edit" : "view");
        }

        Expose(new("kapi", 80, isGated ? SignIn.Gate : SignIn.Native), backend: ServiceName, after: release);
        RegisterOutputs();
    }

    private static ServiceProfile Answers => new()
    {
        Namespace = "platform",
        Software = Software.Of(ChartPins.Headlamp),
        Footprint = Pod,
        Network = new() { From = [new(Peer.Ingress, 4466)], To = [Flow.ToKubernetes] },
        Backup = "none: it stores nothing",
        Monitoring = "its host answers 200 on /",
        Upgrade = "change its version in Charts/ChartPins.cs",
        BlastRadius = "no dashboard; kubectl works without it",
    };

    // Kubernetes' own roles: neither shows secrets, `view` changes nothing. What belongs to no namespace is in neither.
    private void Allow(string role)
    {
        var nodes = new ClusterRole($"{ServiceName}-cluster", new()
        {
            Metadata = new ObjectMetaArgs { Name = $"{ServiceName}-cluster" },
            Rules =
            {
                new PolicyRuleArgs
                {
                    ApiGroups = { "" }, Resources = { "nodes", "namespaces", "persistentvolumes" }, Verbs = { "get", "list", "watch" },
                },
                new PolicyRuleArgs { ApiGroups = { "storage.k8s.io" }, Resources = { "storageclasses" }, Verbs = { "get", "list", "watch" } },
                new PolicyRuleArgs { ApiGroups = { "metrics.k8s.io" }, Resources = { "nodes", "pods" }, Verbs = { "get", "list" } },
                new PolicyRuleArgs
                {
                    ApiGroups = { "apiextensions.k8s.io" }, Resources = { "customresourcedefinitions" }, Verbs = { "get", "list", "watch" },
                },
            },
        }, new() { Parent = this });
        foreach (var (name, bound) in new[] { ("namespaced", role), ("cluster", $"{ServiceName}-cluster") })
        {
            _ = new ClusterRoleBinding($"{ServiceName}-{name}", new()
            {
                Metadata = new ObjectMetaArgs { Name = $"{ServiceName}-{name}" },
                RoleRef = new RoleRefArgs { ApiGroup = "rbac.authorization.k8s.io", Kind = "ClusterRole", Name = bound },
                Subjects = { new SubjectArgs { Kind = "ServiceAccount", Name = ServiceName, Namespace = Profile.Namespace } },
            }, new() { Parent = this, DependsOn = { nodes } });
        }
    }
}
