using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;
using Infra.Settings.Reading;
using Pulumi;
using Pulumi.Cloudflare;
using Pulumi.Cloudflare.Inputs;

namespace Infra.Foundation;

/// <summary>Certificates for both domains, proven over DNS, which the ingress controller serves to whoever asks for a host.</summary>
public sealed class Certificates : PlatformService
{
    private const string SecretOfToken = "cert-manager-dns";

    // Cloudflare's own numbers for "DNS Write" and "Zone Read": https://developers.cloudflare.com/fundamentals/api/reference/permissions/
    private const string DnsWrite = "4755a26eedb94da69e1066d98aa820be";
    private const string ZoneRead = "c8fed203ed3043cba015a93ad1616f1f";

    // A proof over DNS is looked up by the authority from several places, and tried again when one of them is behind.
    private static readonly CustomTimeouts Patience = new() { Create = TimeSpan.FromMinutes(20), Update = TimeSpan.FromMinutes(20) };

    private static readonly Footprint Controller = new(0.01m, 48);
    private static readonly Footprint Webhook = new(0.01m, 32);
    private static readonly Footprint Injector = new(0.01m, 48);

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = "cert-manager",
        Namespace = new("cert-manager", PodSecurity.Restricted),
        Runs = stack => stack.Settings.Certificates.Issuer != CertificateIssuer.None,
        MaySleep = false,
        Profile = _ => ProfileOf(),
        Build = context => new Certificates(context),
    };

    public Certificates(ServiceContext context)
        : base("infra:foundation:Certificates", Declaration, context)
    {
        Operator = Install(ChartPins.CertManager, new
        {
            crds = new { enabled = true, keep = true },
            global = new { priorityClassName = Priorities.Platform },
            podAnnotations = new Dictionary<string, string> { ["signoz.io/scrape"] = "true", ["signoz.io/port"] = "9402" },
            resources = Controller.Resources(192),
            webhook = new { resources = Webhook.Resources(96) },
            cainjector = new { resources = Injector.Resources(256) },
        });

        var token = new SecretBundle(SecretOfToken, new()
        {
            Home = Context.Secrets,
            Namespace = Namespace,
            OutsideVault = "Vault's own certificate comes from here",
            Given = new Dictionary<string, Output<string>> { ["token"] = TokenForDns() },
        }, new() { Parent = this });

        // Each authority is an issuer with a name of its own: a certificate is issued anew when its issuer's name changes, and not when
        // only the address behind the name does.
        var issuer = new KubernetesObject(IssuerOf(Settings), new()
        {
            ApiVersion = "cert-manager.io/v1",
            Kind = "ClusterIssuer",
            Spec = new
            {
                acme = new
                {
                    server = Settings.Certificates.Issuer == CertificateIssuer.Letsencrypt
                        ? "https://acme-v02.api.letsencrypt.org/directory"
                        : "https://acme-staging-v02.api.letsencrypt.org/directory",
                    email = Settings.Admin.Email.Text,
                    privateKeySecretRef = new { name = $"{IssuerOf(Settings)}-account" },
                    solvers = new[] { new { dns01 = new { cloudflare = new { apiTokenSecretRef = new { name = SecretOfToken, key = "token" } } } } },
                },
            },
            WaitFor = "condition=Ready",
        }, new() { Parent = this, DependsOn = { Operator, token } });

        Serve(issuer);
        RegisterOutputs();
    }

    /// <summary>What orders certificates, ready to be asked. Who only asks need not wait until the platform's own are proven.</summary>
    public ChartRelease Operator { get; }

    public override ServiceContext ExtendContext(ServiceContext context) => context.After(Operator);

    /// <summary>The name of the cluster's issuer, for whoever asks for a certificate.</summary>
    public static string IssuerOf(PlatformSettings settings) => SettingShape.Spell(settings.Certificates.Issuer);

    /// <summary>Whether browsers trust the certificates of this stack. If not, its own services must be told to.</summary>
    public static bool AreTrusted(PlatformSettings settings) => settings.Certificates.Issuer == CertificateIssuer.Letsencrypt;

    private static ServiceProfile ProfileOf() => new()
    {
        Software = Software.Of(ChartPins.CertManager),
        Footprint = Controller + Webhook + Injector,
        Network = new() { From = [new(Peer.Nodes, 10250), new(Peer.Everything("observability"), 9402)], To = [Flow.ToKubernetes, Flow.ToWeb, Flow.ToAnyNameServer] },
        Backup = "none: certificates are issued anew, within Let's Encrypt's limits",
        Monitoring = "the Ready condition of every Certificate; age of the certificate that each host serves",
        Probe = Probe.None("it serves no traffic; the age of every certificate is watched"),
        Pods = PodSecurity.Restricted,
        Upgrade = "change its version in Charts/ChartPins.cs; the chart upgrades its own resource definitions",
        BlastRadius = "no new or renewed certificates; those in place serve until they expire",
    };

    // A token that can do nothing but what proving a domain takes, made by this program and known to nobody.
    private Output<string> TokenForDns() => new ApiToken($"{ServiceName}-token", new()
    {
        Name = $"infra-{Deployment.Instance.StackName}-{ServiceName}",
        Policies =
        {
            new ApiTokenPolicyArgs
            {
                Effect = "allow",
                PermissionGroups =
                {
                    new ApiTokenPolicyPermissionGroupArgs { Id = DnsWrite },
                    new ApiTokenPolicyPermissionGroupArgs { Id = ZoneRead },
                },
                Resources = $"{{{string.Join(",", Zones.Select(id => $"\"com.cloudflare.api.account.zone.{id}\":\"*\""))}}}",
            },
        },
    }, new() { Parent = this }).Value;

    private IEnumerable<string> Zones => new[] { Settings.Edge.BaseZoneId!.Text, Settings.Edge.InternalZoneId!.Text }.Distinct();

    // One wildcard covers every host, prefixed or not, since each is one label below its zone.
    private void Serve(KubernetesObject issuer)
    {
        var domains = new[] { Settings.Domain.Base.Text, Settings.Domain.Internal.Text }.Distinct().ToList();
        var certificates = domains.Select(domain => new KubernetesObject($"wildcard-{domain.Replace('.', '-')}", new()
        {
            ApiVersion = "cert-manager.io/v1",
            Kind = "Certificate",
            Namespace = "kube-system", // beside the ingress controller that serves it
            Spec = new
            {
                secretName = SecretOf(domain),
                dnsNames = new[] { domain, $"*.{domain}" },
                issuerRef = new { kind = "ClusterIssuer", name = IssuerOf(Settings) },
                privateKey = new { algorithm = "ECDSA", size = 256, rotationPolicy = "Always" },
            },
            WaitFor = "condition=Ready",
        }, new() { Parent = this, DependsOn = { issuer }, CustomTimeouts = Patience })).ToList();

        _ = new KubernetesObject("wildcards", new()
        {
            ApiVersion = "traefik.io/v1alpha1",
            Kind = "TLSStore",
            Name = "default", // the only store that the ingress controller looks at
            Namespace = "kube-system",
            Spec = new
            {
                defaultCertificate = new { secretName = SecretOf(domains[0]) },
                certificates = domains.Select(domain => new { secretName = SecretOf(domain) }),
            },
        }, new() { Parent = this, DependsOn = { certificates.ToArray() } });
    }

    private static string SecretOf(string domain) => $"wildcard-{domain.Replace('.', '-')}";
}
