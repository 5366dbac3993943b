using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;
using Pulumi;

namespace Infra.Foundation;

/// <summary>
/// Traefik, which k3s brings. It is configured by a file on the servers, read before k3s installs it and again whenever the file
/// changes; this waits until it is there, for others create objects of its kinds.
/// </summary>
public sealed class IngressController : PlatformService
{
    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = "traefik",
        Namespace = ServiceNamespace.System,
        Runs = _ => true,
        MaySleep = false,
        Profile = stack => ProfileOf(stack.Settings),
        Build = context => new IngressController(context),
    };

    public IngressController(ServiceContext context)
        : base("infra:foundation:IngressController", Declaration, context, context.Get<Cluster>())
    {
        // A cluster that was there already has its own; it is ready when it is handed to us.
        if (context.Get<Cluster>().Nodes.FirstOrDefault(node => node.Role == NodeRole.Server) is { } server)
        {
            _ = new RemoteScript($"{ServiceName}-wait", new()
            {
                Machine = server.Machine,
                Script = "k3s-ingress.sh",
                Parameters = new Dictionary<string, Input<string>> { ["WAIT_SECONDS"] = "300" },
            }, new() { Parent = this });
        }

        RegisterOutputs();
    }

    public override ServiceContext ExtendContext(ServiceContext context) => context.After(this);

    private static ServiceProfile ProfileOf(PlatformSettings settings) => new()
    {
        Software = new("traefik", $"k3s {settings.Cluster.Version}"),
        Footprint = Enumerable.Repeat(PodOf(settings), Math.Max(settings.Nodes.Count, 1)).Aggregate(Footprint.Add),
        Network = new() { From = [new(Peer.Anywhere, 80, 443)], To = [Flow.ToKubernetes, new(Peer.Anywhere)] },
        Backup = "none: everything it knows are objects of the cluster",
        Monitoring = "every host answers; its access log tells how",
        Probe = Probe.None("every host of every service is probed through it"),
        Upgrade = "comes with k3s: change infra:cluster.version",
        BlastRadius = "no page answers; the Kubernetes API and what pods say to each other go on",
    };

    /// <summary>
    /// The file for k3s's folder of manifests, in the form of `k3s-manifests.sh`. Every key means the same to the charts of k3s 1.36
    /// and 1.37; what does not is an argument, so that an upgrade of k3s needs no other file.
    /// </summary>
    public static string Manifest(PlatformSettings settings) => $$"""
        #file traefik.yaml
        apiVersion: helm.cattle.io/v1
        kind: HelmChartConfig
        metadata:
          name: traefik
          namespace: kube-system
        spec:
          failurePolicy: abort # the other choice uninstalls it when an upgrade fails
          valuesContent: |-
            deployment:
              kind: DaemonSet # DNS names every node, and under the policy below each answers for itself alone
            service:
              spec:
                externalTrafficPolicy: Local # keeps the visitor's address
                ipFamilyPolicy: PreferDualStack
            priorityClassName: system-cluster-critical
            resources:
              requests: { cpu: {{Milli(PodOf(settings))}}m, memory: {{PodOf(settings).MemoryMiB}}Mi }
              limits: { memory: 512Mi }
            additionalArguments:
              - --accesslog=true
              - --accesslog.format=json
              - --accesslog.fields.headers.defaultmode=drop
              - --accesslog.fields.headers.names.User-Agent=keep
            ports:
              web:
                forwardedHeaders: { trustedIPs: [{{Trusted(settings)}}] }
                http: { redirections: { entryPoint: {{(settings.Edge.IsPublic ? "{ to: websecure, scheme: https, permanent: true }" : "{}")}} } }
              websecure:
                forwardedHeaders: { trustedIPs: [{{Trusted(settings)}}] }

        """;

    // What it needs grows with the connections, and a throw-away environment has few.
    private static Footprint PodOf(PlatformSettings settings) => new(0.05m, settings.KeepsData ? 128 : 64);

    // Who may say on whose behalf it calls: the edge, or the tunnel's end in the cluster. Anybody else's word is dropped.
    private static string Trusted(PlatformSettings settings) => string.Join(", ", (settings.Edge.Mode switch
    {
        EdgeMode.Proxied => CloudflareRanges.All,
        EdgeMode.Tunnel => ClusterNetwork.Pods,
        _ => [],
    }).Select(range => $"\"{range}\""));

    private static int Milli(Footprint footprint) => (int)(footprint.Cpu * 1000);
}
