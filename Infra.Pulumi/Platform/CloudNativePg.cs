using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;

namespace Infra.Platform;

/// <summary>The operator of every PostgreSQL in the cluster, and its plugin that archives to an object store.</summary>
public sealed class CloudNativePg : PlatformService
{
    public const string Name = "cloudnative-pg";

    private const string Home = "cnpg-system";
    private const string Plugin = "barman-cloud";

    private static readonly Footprint Operator = new(0.02m, 80);
    private static readonly Footprint Archiver = new(0.01m, 48);

    // It asks each instance how it is, and tells it what to be.
    private static readonly NetworkAccess OfOperator = new()
    {
        From = [new(Peer.Nodes, 9443)],
        To = [Flow.ToKubernetes, new(Instances("platform"), 5432, 8000), new(Instances("data"), 5432, 8000), new(Peer.Everything(Home), 9090)],
    };

    private static readonly NetworkAccess OfPlugin = new() { From = [new(Peer.Everything(Home), 9090)], To = [Flow.ToKubernetes] };

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = Name,
        Namespace = new(Home, PodSecurity.Restricted),
        Runs = stack => stack.Need(Name),
        MaySleep = false,
        Profile = stack => ProfileOf(stack.Settings),
        Build = context => new CloudNativePg(context),
    };

    public CloudNativePg(ServiceContext context)
        : base("infra:platform:CloudNativePg", Declaration, context)
    {
        var release = Install(ChartPins.CloudNativePg, new { resources = Operator.Resources(256) });

        // The operator finds plugins only beside itself, and trusts them by certificates that cert-manager makes.
        if (Archives(Settings))
        {
            Install(Plugin, ChartPins.PluginBarmanCloud, new { resources = Archiver.Resources(128) }, OfPlugin, release);
        }

        RegisterOutputs();
    }

    /// <summary>Whether databases are archived: there is a place for it, and cert-manager for the plugin's certificates.</summary>
    public static bool Archives(PlatformSettings settings) =>
        settings.ObjectStore.Kind != ObjectStoreKind.None && settings.Certificates.Issuer != CertificateIssuer.None;

    private static ServiceProfile ProfileOf(PlatformSettings settings) => new()
    {
        Software = Software.Of(ChartPins.CloudNativePg),
        Footprint = Archives(settings) ? Operator + Archiver : Operator,
        Network = OfOperator,
        Pods = PodSecurity.Restricted,
        Backup = "none: it stores nothing; each database has its own answer",
        Monitoring = "its deployment is available; the Ready condition of every Cluster",
        Probe = Probe.None("it serves no traffic; the databases that it runs are probed"),
        Upgrade = "change both charts in Charts/ChartPins.cs; databases restart one instance after the other",
        BlastRadius = "databases run on, but nothing repairs, backs up or reconfigures them",
    };

    private static Peer Instances(string inNamespace) =>
        Peer.Labelled($"PostgreSQL in {inNamespace}", inNamespace, "cnpg.io/podRole", "instance");
}
