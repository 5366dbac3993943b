using Infra.Bricks;
using Infra.Settings;
using Pulumi;
using Pulumi.Random;

namespace Infra.Foundation;

/// <summary>The Kubernetes cluster, wherever it comes from, and the only way to it: the kubeconfig that it hands out itself.</summary>
public sealed class Cluster : PlatformService
{
    // Up to here the API server stays small.
    private const int FewServices = 15;

    private readonly ObjectStoreAccess? _snapshots;

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = "k3s",
        Namespace = ServiceNamespace.System,
        Runs = _ => true,
        Exposures = _ => [Exposure.KubernetesApi],
        MaySleep = false,
        Profile = ProfileOf,
        Build = context => new Cluster(context),
    };

    public Cluster(ServiceContext context)
        : base("infra:foundation:Cluster", Declaration, context)
    {
        _snapshots = context.Buckets?.Snapshots;
        Nodes = NodesOf(Settings);
        Kubeconfig = Output.CreateSecret(Settings.Cluster.Host == ClusterHost.Existing ? KubeconfigAtHand() : Install());
        Provider = new Pulumi.Kubernetes.Provider("kubernetes", new()
        {
            KubeConfig = Kubeconfig,

            // Else each change of a value deletes the object and makes another: whoever starts meanwhile finds none.
            EnableConfigMapMutable = true,
            EnableSecretMutable = true,
        }, new() { Parent = this });
        RegisterOutputs();
    }

    /// <summary>The machines that it runs on; none where it was there already.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    public Output<string> Kubeconfig { get; }

    public Pulumi.Kubernetes.Provider Provider { get; }

    public override ServiceContext ExtendContext(ServiceContext context) => context with { Providers = [.. context.Providers, Provider] };

    private static ServiceProfile ProfileOf(StackServices stack) => new()
    {
        Software = new("k3s", stack.Settings.Cluster.Version.Text),
        Footprint = FootprintOf(stack),
        Network = new() { From = [new(Peer.Anywhere, 6443)], To = [Flow.ToWeb] },
        Backup = stack.Settings.ObjectStore.Kind == ObjectStoreKind.None
            ? "none: nothing is saved where nothing is kept"
            : "a snapshot of the datastore a day, in the object store: docs/runbooks/k3s.md",
        Monitoring = "the API server's /readyz, which every run of the program waits for",
        Probe = Probe.None("nothing could report it: without the cluster the collectors are down too; the watchdog outside notices"),
        Upgrade = "change infra:cluster.version; the nodes follow one by one",
        BlastRadius = "everything",
    };

    // With what it packs. Its API server grows with the kinds and objects that it serves, and etcd takes more than SQLite.
    private static Footprint FootprintOf(StackServices stack)
    {
        var memory = stack.Running.Count > FewServices ? 768 : 512;
        var etcd = stack.Settings.Nodes.Count(node => node.Role == NodeRole.Server) > 1 ? 128 : 0;
        return new(0.5m, memory + etcd, 10);
    }

    private List<Node> NodesOf(PlatformSettings settings) => settings.Cluster.Host switch
    {
        ClusterHost.Nodes => [.. settings.Nodes.Select(node => Node.Of(node, settings.Ssh))],
        ClusterHost.Lightsail => [new RentedServer($"{ServiceName}-server", settings.Lightsail!, settings.Ssh, new() { Parent = this }).Node],
        ClusterHost.Local => [new() { Machine = Machine.Local("local"), Role = NodeRole.Server, Size = settings.Cluster.Size! }],
        _ => [],
    };

    private Output<string> KubeconfigAtHand() => new RemoteScript($"{ServiceName}-kubeconfig", new()
    {
        Machine = Machine.Local("local"),
        Script = "kubeconfig-read.sh",
        AsRoot = false,
        Parameters = new Dictionary<string, Input<string>> { ["KUBECONFIG_PATH"] = Settings.Cluster.Kubeconfig! },
    }, new() { Parent = this }).Stdout;

    private Output<string> Install()
    {
        var token = Output.CreateSecret(
            new RandomPassword($"{ServiceName}-token", new() { Length = 48, Special = false }, new() { Parent = this }).Result);
        var hosts = Nodes.ToDictionary(node => node, node => new Host($"host-{node.Machine.Name}", new()
        {
            Node = node,
            Settings = Settings,
            Peers = [.. Nodes.Where(peer => peer != node)],
        }, new() { Parent = this }));
        // One after the other, servers before agents: a change that breaks a node breaks one node.
        var servers = Nodes.Where(node => node.Role == NodeRole.Server).ToList();
        K3sNode? first = null, previous = null;
        foreach (var node in servers.Concat(Nodes.Where(node => node.Role == NodeRole.Agent)))
        {
            previous = new K3sNode($"{ServiceName}-{node.Machine.Name}", new()
            {
                Node = node,
                Stack = Context.Stack,
                Token = token,
                HasPeers = servers.Count > 1,
                Joins = first,
                Snapshots = _snapshots,
                Manifests = IngressController.Manifest(Settings),
            }, new() { Parent = this, DependsOn = previous is null ? hosts[node] : new Resource[] { hosts[node], previous } });
            first ??= previous;
        }

        return new RemoteScript($"{ServiceName}-kubeconfig", new()
        {
            Machine = servers[0].Machine,
            Script = "k3s-kubeconfig.sh",
            Parameters = new Dictionary<string, Input<string>>
            {
                ["CLUSTER_NAME"] = $"infra-{Deployment.Instance.StackName}",
                ["API_ADDRESS"] = first!.Url,
            },
        }, new() { Parent = this, DependsOn = { first.Ready } }).Stdout;
    }
}
