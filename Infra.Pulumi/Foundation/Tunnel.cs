using System.Text.Json;
using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;
using Pulumi;
using Pulumi.Cloudflare;
using Pulumi.Cloudflare.Inputs;
using Pulumi.Random;

namespace Infra.Foundation;

/// <summary>
/// The way in without an open port: the cluster calls Cloudflare and is called back over that connection. People arrive at the
/// ingress as ever; SSH and the Kubernetes API only with the service token.
/// </summary>
public sealed class Tunnel : PlatformService
{
    private const int MetricsPort = 2000;
    private const int ImageUser = 65532;

    private static readonly Footprint Pod = new(0.01m, 64);

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = "cloudflared",
        Namespace = ServiceNamespace.Platform,
        Runs = stack => stack.Settings.Edge.Mode == EdgeMode.Tunnel,
        MaySleep = false,
        Profile = stack => ProfileOf(Node.Of(stack.Settings)),
        Build = context => new Tunnel(context),
    };

    public Tunnel(ServiceContext context)
        : base("infra:foundation:Tunnel", Declaration, context)
    {
        var nodes = context.Get<Cluster>().Nodes;
        Shells = [.. WithAddress(nodes).Select(node => Exposure.Shell(node.Machine.Name, node.Machine.SshPort))];
        // Cloudflare wants base64, and 64 letters and digits are: of 48 bytes.
        var key = Output.CreateSecret(
            new RandomPassword($"{ServiceName}-secret", new() { Length = 64, Special = false }, new() { Parent = this }).Result);
        var account = Settings.Edge.AccountId!.Text;
        var tunnel = new ZeroTrustTunnelCloudflared($"{ServiceName}-tunnel", new()
        {
            AccountId = account,
            Name = $"infra-{Deployment.Instance.StackName}",
            ConfigSrc = "cloudflare",
            TunnelSecret = key,
        }, new() { Parent = this });

        // The lock is on before there is a door.
        Access = new TunnelAccess($"{ServiceName}-access", Settings, [.. Shells, Exposure.KubernetesApi], new() { Parent = this });
        var routes = new ZeroTrustTunnelCloudflaredConfig($"{ServiceName}-routes", new()
        {
            AccountId = account,
            TunnelId = tunnel.Id,
            Config = new ZeroTrustTunnelCloudflaredConfigConfigArgs { Ingresses = Routes(nodes).ToArray() },
        }, new() { Parent = this, DependsOn = { Access } });

        var token = new SecretBundle($"{ServiceName}-token", new()
        {
            Home = Context.Secrets,
            Namespace = Namespace,
            OutsideVault = "the way in must work while Vault does not",
            Given = new Dictionary<string, Output<string>>
            {
                ["token"] = Output.Tuple(tunnel.Id, key).Apply(both => TokenOf(account, both.Item1, both.Item2)),
            },
        }, new() { Parent = this });
        var policy = new FlowPolicy($"{ServiceName}-flows", new() { Namespace = Namespace, Pods = Labels.OfRelease(ServiceName), Access = Profile.Network },
            new() { Parent = this });

        _ = new Workload(ServiceName, new()
        {
            Namespace = Namespace,
            Service = ServiceName,
            Image = ImagePins.Cloudflared,
            Arguments = ["tunnel", "--no-autoupdate", "--metrics", $"0.0.0.0:{MetricsPort}", "run"],
            Environment = new() { Secret = new Dictionary<string, SecretKey> { ["TUNNEL_TOKEN"] = new(token.SecretName, "token") } },
            Health = new("/ready", MetricsPort) { PeriodSeconds = 5 }, // a restart does not help while Cloudflare is unreachable
            Footprint = Pod,
            MemoryLimitMiB = 256,
            Replicas = Replicas(nodes),
            Priority = Priorities.Platform,
            Security = Unprivileged.Pod(ImageUser, ImageUser),
        }, new() { Parent = this, DependsOn = { token, policy, routes } });

        Address = Output.Format($"{tunnel.Id}.cfargotunnel.com");
        RegisterOutputs();
    }

    /// <summary>Where names that lead into the tunnel point.</summary>
    public Output<string> Address { get; }

    /// <summary>The nodes' SSH, each under a name of its own.</summary>
    public IReadOnlyList<Exposure> Shells { get; }

    /// <summary>Who may reach SSH and the Kubernetes API.</summary>
    public TunnelAccess Access { get; }

    private static ServiceProfile ProfileOf(IReadOnlyList<Node> nodes) => new()
    {
        Software = Software.Of(ImagePins.Cloudflared),
        Footprint = Enumerable.Repeat(Pod, Replicas(nodes)).Aggregate(Footprint.Add),
        Network = new()
        {
            From = [],
            To =
            [
                new(Peer.Ingress, 8443),
                Flow.ToKubernetes,
                new(Peer.Anywhere, [.. WithAddress(nodes).Select(node => node.Machine.SshPort).Append(22).Distinct()]),
                new(Peer.Anywhere, 7844) { Protocols = ["UDP", "TCP"] },
            ],
        },
        Pods = PodSecurity.Restricted,
        Backup = "none: it stores nothing, and the tunnel's secret is this program's",
        Monitoring = "its /ready, and the tunnel's health in Cloudflare's dashboard",
        Probe = Probe.None("its own probe asks /ready, and hosts are reached through it from outside by the watchdog"),
        Upgrade = "change its version in Charts/ImagePins.cs; the old one serves until the new one is connected",
        BlastRadius = "nobody reaches anything from outside, SSH and the Kubernetes API included",
    };

    private static int Replicas(IReadOnlyList<Node> nodes) => nodes.Count > 1 ? 2 : 1;

    private static IEnumerable<Node> WithAddress(IEnumerable<Node> nodes) => nodes.Where(node => node.Machine.Address is not null);

    private IEnumerable<ZeroTrustTunnelCloudflaredConfigConfigIngressArgs> Routes(IReadOnlyList<Node> nodes)
    {
        foreach (var (shell, node) in Shells.Zip(WithAddress(nodes)))
        {
            yield return new()
            {
                Hostname = shell.HostIn(Settings),
                Service = Output.Format($"ssh://{node.Machine.Address!}:{shell.Port}"),
            };
        }

        yield return new()
        {
            Hostname = Exposure.KubernetesApi.HostIn(Settings),
            Service = "tcp://kubernetes.default.svc:443",
        };

        // Everything else is the ingress's to answer, which knows its hosts and has certificates for them. Those of the
        // rehearsal authority are nobody's to verify.
        yield return new()
        {
            Service = "https://traefik.kube-system.svc:443",
            OriginRequest = new ZeroTrustTunnelCloudflaredConfigConfigIngressOriginRequestArgs
            {
                MatchSnItoHost = true,
                Http2Origin = true,
                NoTlsVerify = Settings.Certificates.Issuer != CertificateIssuer.Letsencrypt,
            },
        };
    }

    // What `cloudflared tunnel token` would print: {"a":ACCOUNT,"t":TUNNEL,"s":SECRET} in base64.
    private static string TokenOf(string account, string tunnel, string secret) =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["a"] = account, ["t"] = $"{tunnel}", ["s"] = $"{secret}" }));
}
