using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;
using Pulumi.Kubernetes.Rbac.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;

namespace Infra.Platform;

/// <summary>
/// Headlamp, the successor of the retired Kubernetes Dashboard. Everybody sees everything but secrets, and nothing can be changed unless a
/// setting says so. Where the Kubernetes API knows people, they sign in here and come to it as themselves; behind the gate they share the
/// dashboard's own account; without either it has no rights at all, and whoever comes brings a token.
/// </summary>
public sealed class Dashboard : PlatformService
{
    private static readonly Footprint Pod = new(0.01m, 64);

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = "dashboard",
        Namespace = ServiceNamespace.Platform,
        Runs = stack => stack.Settings.Dashboard.Enabled,
        Exposures = settings => [HostOf(settings)],
        SsoClients = settings => ClusterSignIn.IsOn(settings) ? [ClientOf(settings)] : [],
        ReadsMetrics = _ => true,
        MaySleep = false,
        Profile = stack => ProfileOf(stack.Settings),
        Build = context => new Dashboard(context),
    };

    public Dashboard(ServiceContext context)
        : base("infra:platform:Dashboard", Declaration, context)
    {
        var casdoor = context.Find<Casdoor>();
        var secret = ClusterSignIn.IsOn(Settings) ? casdoor!.Clients[ServiceName].Secret : null;
        var isGated = HostOf(Settings).SignIn == SignIn.Gate;
        var release = Install(ChartPins.Headlamp, new
        {
            fullnameOverride = ServiceName,
            clusterRoleBinding = new { create = false }, // the chart would make everyone an administrator
            config = new { unsafeUseServiceAccountToken = isGated, oidc = new { secret = new { create = false } } },
            env = secret is null ? [] : SignInThrough(secret),
            resources = Pod.Resources(256),
        }, secret is null ? [] : [secret, casdoor!.Ready]);
        if (Settings.Sso.Provider != SsoProvider.None)
        {
            Allow(Settings.Dashboard.CanChange ? "edit" : "view", isGated ? [OwnAccount] : [.. CasdoorPeople.EmailsOf(Settings).Select(Person)]);
        }

        Expose(HostOf(Settings), backend: ServiceName, after: release);
        RegisterOutputs();
    }

    private SubjectArgs OwnAccount => new() { Kind = "ServiceAccount", Name = ServiceName, Namespace = Namespace };

    private static SubjectArgs Person(string email) => new() { Kind = "User", Name = ClusterSignIn.UserOf(email) };

    private static Exposure HostOf(PlatformSettings settings) => new("kapi", 80, HostZone.Internal,
        settings.Sso.Provider == SsoProvider.None || ClusterSignIn.IsOn(settings) ? SignIn.Native : SignIn.Gate);

    private static SsoClient ClientOf(PlatformSettings settings) =>
        new("dashboard", "platform", [$"{HostOf(settings).UrlIn(settings)}/oidc-callback"]) { IsForCluster = true };

    private static ServiceProfile ProfileOf(PlatformSettings settings) => new()
    {
        Software = Software.Of(ChartPins.Headlamp),
        Footprint = Pod,
        Network = new()
        {
            From = [new(Peer.Ingress, 4466)],
            To = [Flow.ToKubernetes, .. ClusterSignIn.IsOn(settings) ? [new Flow(Peer.Ingress, 8443)] : Array.Empty<Flow>()],
        },
        Backup = "none: it stores nothing",
        Monitoring = "its host answers 200 on /",
        Probe = Probe.Hosts,
        Upgrade = "change its version in Charts/ChartPins.cs",
        BlastRadius = "no dashboard; kubectl works without it",
    };

    // As variables: the chart would hand the secret over as an argument, and process lists show those.
    private object[] SignInThrough(SecretBundle secret) =>
    [
        new { name = "HEADLAMP_CONFIG_OIDC_IDP_ISSUER_URL", value = Casdoor.Host.UrlIn(Settings) },
        new { name = "HEADLAMP_CONFIG_OIDC_CALLBACK_URL", value = $"{HostOf(Settings).UrlIn(Settings)}/oidc-callback" },
        new { name = "HEADLAMP_CONFIG_OIDC_CLIENT_ID", valueFrom = new { secretKeyRef = new { name = secret.SecretName, key = "client-id" } } },
        new { name = "HEADLAMP_CONFIG_OIDC_CLIENT_SECRET", valueFrom = new { secretKeyRef = new { name = secret.SecretName, key = "client-secret" } } },
    ];

    // Kubernetes' own roles: neither shows secrets, `view` changes nothing. What belongs to no namespace is in neither.
    private void Allow(string role, SubjectArgs[] whom)
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
                Subjects = whom,
            }, new() { Parent = this, DependsOn = { nodes } });
        }
    }
}
