using Infra.Bricks;
using Infra.Charts;
using Infra.Foundation;
using Infra.Settings;
using Pulumi;

namespace Infra.Platform;

/// <summary>Kubero, which runs the applications: its operator, and the page on which one sees and changes them.</summary>
public sealed class Kubero : PlatformService
{
    public const string Name = "kubero";

    private static readonly Exposure Host = new("kcloud", 2000, HostZone.Internal, SignIn.Gate) { SignInPaths = ["/api/auth/"] };

    private const string KeyOfSessions = "JWT_SECRET";

    private static readonly Footprint Operator = new(0.02m, 64);
    private static readonly Footprint Page = new(0.02m, 160, 1);

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = Name,
        Namespace = ServiceNamespace.Kubero,
        Runs = stack => stack.Settings.Kubero.Enabled,
        Exposures = _ => [Host],
        ReadsMetrics = settings => settings.ShowsKubero,
        MaySleep = true,
        Profile = stack => ProfileOf(stack.Settings),
        Build = context => new Kubero(context),
    };

    public Kubero(ServiceContext context)
        : base("infra:platform:Kubero", Declaration, context)
    {
        var flows = Allow("kubero-operator", KuberoOperator.Pods, new() { From = [], To = [Flow.ToKubernetes] });
        Ready = new KuberoOperator("kubero-operator", Namespace, Operator, new() { Parent = this, DependsOn = { flows } });

        // Its own OAuth never asks who somebody is, and then fails for want of a name (seen in v3.1.1): hence the gate.
        if (Settings.ShowsKubero)
        {
            Expose(Host, backend: ServiceName, after: ShowPage(Ready));
        }

        RegisterOutputs();
    }

    /// <summary>It takes pipelines and applications.</summary>
    public override Resource Ready { get; }

    private static ServiceProfile ProfileOf(PlatformSettings settings) => new()
    {
        Software = Software.Of(ImagePins.Kubero),
        Footprint = settings.ShowsKubero ? Operator + Page : Operator,
        Network = new() { From = [new(Peer.Ingress, 2000)], To = [Flow.ToKubernetes, Flow.ToWeb] },
        Backup = "applications are declared in infra:apps; what was clicked together in the page is in the cluster's objects; its accounts are lost",
        Monitoring = "its host answers on /; the Deployed condition of every KuberoApp",
        Probe = Probe.Hosts,
        Upgrade = "change both images in Charts/ImagePins.cs, and the kinds in Platform/KuberoOperator.cs when the operator learns one",
        BlastRadius = "applications run on, and do not change",
    };

    private DeploymentPatch ShowPage(Resource machinery)
    {
        var flows = Allow(ServiceName, Labels.OfRelease(ServiceName), Profile.Network);
        var secrets = new SecretBundle("kubero-secrets", new() // the name is the operator's
        {
            Home = Context.Secrets,
            Namespace = Namespace,
            Generated = new Dictionary<string, int> { ["KUBERO_WEBHOOK_SECRET"] = 40, ["KUBERO_SESSION_KEY"] = 40, [KeyOfSessions] = 40 },
        }, new() { Parent = this });

        var page = new KubernetesObject(ServiceName, new()
        {
            ApiVersion = KuberoOperator.ApiVersion,
            Kind = "Kubero",
            Namespace = Namespace,
            Spec = Values(),
            WaitFor = "condition=Deployed",
        }, new() { Parent = this, DependsOn = { machinery, flows, secrets } });

        // Without one it signs sessions with a key that everybody reads in its source, and the operator's chart passes none on.
        return new DeploymentPatch($"{ServiceName}-session-key", new()
        {
            Namespace = Namespace,
            Deployment = ServiceName,
            Container = "kubero",
            Environment = new Dictionary<string, SecretKey> { [KeyOfSessions] = new(secrets.SecretName, KeyOfSessions) },
        }, new() { Parent = this, DependsOn = { page } });
    }

    // A wrong key here is taken without a word: https://github.com/kubero-dev/kubero-operator/blob/main/helm-charts/kubero/values.yaml
    private object Values() => new
    {
        image = new { repository = $"{ImagePins.Kubero.Registry}/{ImagePins.Kubero.Repository}", tag = ImagePins.Kubero.Tag, pullPolicy = "IfNotPresent" },
        ingress = new { enabled = false, className = "traefik" },
        registry = new { enabled = false },
        resources = Page.Resources(512),
        kubero = new
        {
            @namespace = Namespace,
            context = "inClusterContext",
            webhook_url = $"{Host.UrlIn(Settings)}/api/repo/webhooks",
            database = new { storageClassName = Settings.StorageClass ?? "local-path", size = "1Gi" }, // without a class it asks for none and waits forever
            config = new
            {
                kubero = new { @readonly = false, console = new { enabled = false }, admin = new { disabled = false }, banner = new { show = false } },
                clusterissuer = Certificates.IssuerOf(Settings),
                templates = new { enabled = false, catalogs = Array.Empty<object>() },
                buildpacks = Array.Empty<object>(), // all of them build with images of no fixed version
                podSizeList = new[] { Size("small", "128Mi", "50m"), Size("medium", "512Mi", "250m"), Size("large", "2Gi", "1000m") },
            },
        },
    };

    private static object Size(string name, string memory, string cpu) => new
    {
        name,
        description = $"{memory} of memory, {cpu} of a processor",
        @default = name == "small",
        resources = new { requests = new { memory, cpu }, limits = new { memory } },
    };
}
