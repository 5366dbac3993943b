using Infra.Bricks;
using Infra.Charts;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Rbac.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;

namespace Infra.Platform;

/// <summary>
/// Kubero's operator, made here piece by piece: the manifest that is shipped names a sidecar image that is gone
/// (https://github.com/kubero-dev/kubero/issues/735), which only guarded metrics that nobody reads.
/// </summary>
public sealed class KuberoOperator : ComponentResource
{
    public const string Group = "application.kubero.dev";
    public const string ApiVersion = $"{Group}/v1alpha1";

    private const string Name = "kubero-operator";
    private const int HealthPort = 8081;

    // The operator does not start while one of them is missing. Their plurals follow no rule.
    private static readonly (string Kind, string Plural)[] Kinds =
    [
        ("Kubero", "kuberoes"), ("KuberoAddonMemcached", "kuberoaddonmemcacheds"), ("KuberoAddonMongodb", "kuberoaddonmongodbs"),
        ("KuberoAddonMysql", "kuberoaddonmysqls"), ("KuberoAddonPostgres", "kuberoaddonpostgres"), ("KuberoAddonRabbitmq", "kuberoaddonrabbitmqs"),
        ("KuberoAddonRedis", "kuberoaddonredis"), ("KuberoApp", "kuberoapps"), ("KuberoBuild", "kuberobuilds"), ("KuberoCouchDB", "kuberocouchdbs"),
        ("KuberoElasticsearch", "kuberoelasticsearches"), ("KuberoKafka", "kuberokafkas"), ("KuberoMail", "kuberomails"),
        ("KuberoMemcached", "kuberomemcacheds"), ("KuberoMongoDB", "kuberomongodbs"), ("KuberoMysql", "kuberomysqls"),
        ("KuberoPipeline", "kuberopipelines"), ("KuberoPostgresql", "kuberopostgresqls"), ("KuberoPrometheus", "kuberoprometheuses"),
        ("KuberoRabbitMQ", "kuberorabbitmqs"), ("KuberoRedis", "kuberoredis"),
    ];

    // It installs charts, and whoever makes a role must hold what is in it: hence all verbs. What it never touches is not here.
    private static readonly (string Group, string[] Resources)[] Rights =
    [
        ("", ["configmaps", "events", "namespaces", "persistentvolumeclaims", "persistentvolumes", "pods", "secrets", "serviceaccounts", "services"]),
        ("apps", ["deployments", "statefulsets"]),
        ("autoscaling", ["horizontalpodautoscalers"]),
        ("batch", ["cronjobs", "jobs"]),
        ("coordination.k8s.io", ["leases"]),
        ("networking.k8s.io", ["ingresses", "networkpolicies"]),
        ("policy", ["poddisruptionbudgets"]),
        ("rbac.authorization.k8s.io", ["clusterrolebindings", "clusterroles", "rolebindings", "roles"]),
        (Group, ["*"]),
    ];

    public KuberoOperator(string name, string ns, Footprint footprint, ComponentResourceOptions? options = null)
        : base("infra:platform:KuberoOperator", name, options)
    {
        var kinds = Kinds.Select(kind => Define(kind.Kind, kind.Plural)).ToArray();
        var account = new ServiceAccount(Name, new() { Metadata = Meta(ns) }, new() { Parent = this });
        var role = new ClusterRole(Name, new()
        {
            Metadata = new ObjectMetaArgs { Name = Name },
            Rules = Rights.Select(right => new PolicyRuleArgs { ApiGroups = { right.Group }, Resources = right.Resources, Verbs = { "*" } }).ToArray(),
        }, new() { Parent = this });
        var binding = new ClusterRoleBinding(Name, new()
        {
            Metadata = new ObjectMetaArgs { Name = Name },
            RoleRef = new RoleRefArgs { ApiGroup = "rbac.authorization.k8s.io", Kind = "ClusterRole", Name = Name },
            Subjects = { new SubjectArgs { Kind = "ServiceAccount", Name = Name, Namespace = ns } },
        }, new() { Parent = this, DependsOn = { role, account } });

        _ = new Workload(Name, new()
        {
            Namespace = ns,
            Service = Name,
            Image = ImagePins.KuberoOperator,
            Arguments =
            [
                $"--health-probe-bind-address=:{HealthPort}", "--metrics-bind-address=0", "--leader-elect", "--leader-election-id=kubero-operator",
            ],
            Health = new("/readyz", HealthPort) { LivenessPath = "/healthz", FailuresUntilRestart = 6 },
            Footprint = footprint,
            MemoryLimitMiB = 512,
            ServiceAccount = Name,
            HasReadOnlyRoot = false, // it unpacks charts
        }, new() { Parent = this, DependsOn = { kinds.Append<Resource>(binding).ToArray() } });
        RegisterOutputs();
    }

    public static Dictionary<string, string> Pods => Labels.OfRelease(Name);

    private static ObjectMetaArgs Meta(string ns) => new() { Name = Name, Namespace = ns };

    private KubernetesObject Define(string kind, string plural)
    {
        var any = new Dictionary<string, object> { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true };
        return new($"{plural}.{Group}", new()
        {
            ApiVersion = "apiextensions.k8s.io/v1",
            Kind = "CustomResourceDefinition",
            Spec = new
            {
                group = Group,
                scope = "Namespaced",
                names = new { kind, plural, singular = kind.ToLowerInvariant(), listKind = $"{kind}List" },
                versions = new[]
                {
                    new
                    {
                        name = "v1alpha1",
                        served = true,
                        storage = true,
                        subresources = new { status = new { } },
                        schema = new
                        {
                            openAPIV3Schema = new
                            {
                                type = "object",
                                properties = new
                                {
                                    apiVersion = new { type = "string" }, kind = new { type = "string" }, metadata = new { type = "object" }, spec = any, status = any,
                                },
                            },
                        },
                    },
                },
            },
            WaitFor = "condition=Established",
        }, new() { Parent = this });
    }
}
