using Infra.Bricks;
using Infra.Settings;
using Infra.Settings.Texts;
using Pulumi;

namespace Infra.Foundation;

public sealed record UpgradePlanArgs
{
    public required string Namespace { get; init; }

    public required string Account { get; init; }

    public required K3sVersion Version { get; init; }

    /// <summary>Which nodes it is for.</summary>
    public required NodeRole Role { get; init; }

    /// <summary>The plan that must be through first.</summary>
    public string? After { get; init; }
}

/// <summary>
/// The k3s version that nodes of a role should have; the controller sees to it, one node at a time. Ready when all have it. Nodes are
/// cordoned and not drained: k3s restarts under its pods, and what has its volume on a node has nowhere to go.
/// </summary>
public sealed class UpgradePlan(string name, UpgradePlanArgs args, CustomResourceOptions? options = null)
    : KubernetesObject(name, Compose(args), CustomResourceOptions.Merge(Patient, options))
{
    /// <summary>The kind itself. What a plan may say is left to the controller, which refuses what it does not understand.</summary>
    public static KubernetesObjectArgs Definition => new()
    {
        ApiVersion = "apiextensions.k8s.io/v1",
        Kind = "CustomResourceDefinition",
        Name = "plans.upgrade.cattle.io",
        Spec = new
        {
            group = "upgrade.cattle.io",
            scope = "Namespaced",
            names = new { kind = "Plan", listKind = "PlanList", plural = "plans", singular = "plan", categories = new[] { "upgrade" } },
            versions = new[]
            {
                new
                {
                    name = "v1",
                    served = true,
                    storage = true,
                    subresources = new { status = new { } },
                    schema = new { openAPIV3Schema = new { type = "object", properties = new { spec = Anything, status = Anything } } },
                    additionalPrinterColumns = new[]
                    {
                        new { name = "Version", type = "string", jsonPath = ".spec.version" },
                        new { name = "Complete", type = "string", jsonPath = ".status.conditions[?(@.type=='Complete')].status" },
                        new { name = "Message", type = "string", jsonPath = ".status.conditions[?(@.message!='')].message" },
                    },
                },
            },
        },
    };

    private static Dictionary<string, object> Anything => new() { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true };

    private static CustomResourceOptions Patient => new()
    {
        CustomTimeouts = new CustomTimeouts { Create = TimeSpan.FromHours(1), Update = TimeSpan.FromHours(1) },
    };

    // An image's tag cannot hold the plus of a k3s version.
    private static string ImageOf(K3sVersion version) => $"docker.io/rancher/k3s-upgrade:{version.Text.Replace('+', '-')}";

    private static KubernetesObjectArgs Compose(UpgradePlanArgs args) => new()
    {
        ApiVersion = "upgrade.cattle.io/v1",
        Kind = "Plan",
        Namespace = args.Namespace,
        Spec = new
        {
            concurrency = 1,
            version = args.Version.Text,
            serviceAccountName = args.Account,
            cordon = true,
            exclusive = true,
            nodeSelector = new
            {
                matchExpressions = new[]
                {
                    new { key = "node-role.kubernetes.io/control-plane", @operator = args.Role == NodeRole.Server ? "Exists" : "DoesNotExist" },
                },
            },
            tolerations = new[] { new { @operator = "Exists" } },
            prepare = args.After is null ? null : new { image = ImageOf(args.Version), args = new[] { "prepare", args.After } },
            upgrade = new { image = ImageOf(args.Version) },
        },
        WaitFor = "condition=Complete",
    };
}
