using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Rbac.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;

namespace Infra.Foundation;

/// <summary>What the upgrade controller and its jobs may do: read the cluster's nodes, cordon them, and run jobs in their own namespace.</summary>
public sealed class UpgradeRights : ComponentResource
{
    private const string Api = "rbac.authorization.k8s.io";
    private static readonly string[] Read = ["get", "list", "watch"];

    public UpgradeRights(string name, string controller, string account, ComponentResourceOptions? options = null)
        : base("infra:foundation:UpgradeRights", name, options)
    {
        var subject = new SubjectArgs { Kind = "ServiceAccount", Name = account, Namespace = Upgrades.Home };
        var made = new ServiceAccount($"{name}-account", new() { Metadata = Meta(account, Upgrades.Home) }, new() { Parent = this });

        var everywhere = new ClusterRole($"{name}-everywhere", new()
        {
            Metadata = Meta(controller),
            Rules =
            {
                Rule("", ["namespaces", "nodes"], Read),
                Rule("", ["nodes"], ["patch", "update"]),
                Rule("", ["events"], ["create", "get", "patch", "update"]),
                Rule("batch", ["jobs"], Read),
                Rule("coordination.k8s.io", ["leases"], ["create", "get", "update"]),
                Rule("apiextensions.k8s.io", ["customresourcedefinitions"], Read),
                Rule("upgrade.cattle.io", ["plans", "plans/status"], [.. Read, "create", "delete", "patch", "update"]),
            },
        }, new() { Parent = this });
        _ = new ClusterRoleBinding($"{name}-everywhere-binding", new()
        {
            Metadata = Meta(controller),
            RoleRef = new RoleRefArgs { ApiGroup = Api, Kind = "ClusterRole", Name = controller },
            Subjects = { subject },
        }, new() { Parent = this, DependsOn = { made, everywhere } });

        var here = new Role($"{name}-here", new()
        {
            Metadata = Meta(controller, Upgrades.Home),
            Rules =
            {
                Rule("batch", ["jobs"], [.. Read, "create", "delete", "deletecollection", "patch", "update"]),
                Rule("", ["configmaps", "secrets"], Read),
            },
        }, new() { Parent = this });
        _ = new RoleBinding($"{name}-here-binding", new()
        {
            Metadata = Meta(controller, Upgrades.Home),
            RoleRef = new RoleRefArgs { ApiGroup = Api, Kind = "Role", Name = controller },
            Subjects = { subject },
        }, new() { Parent = this, DependsOn = { made, here } });
        RegisterOutputs();
    }

    private static ObjectMetaArgs Meta(string name, string? ns = null) => ns is null ? new() { Name = name } : new() { Name = name, Namespace = ns };

    private static PolicyRuleArgs Rule(string group, string[] resources, string[] verbs) =>
        new() { ApiGroups = { group }, Resources = { resources }, Verbs = { verbs } };
}
