using System.Globalization;
using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;
using Pulumi;

namespace Infra.Platform;

/// <summary>
/// Vault, from nothing to ready with nobody watching: tables and a certificate first, then the servers, sealed; a job
/// initialises, unseals and configures them; last the stores through which everything else reads its secrets.
/// </summary>
public sealed class Vault : PlatformService
{
    public const string Name = "vault";
    public const int Port = 8200;
    public const string Address = "https://vault.platform.svc:8200";
    public const string CertificateSecret = "vault-tls";
    public const string KeysSecret = "vault-keys";
    public const string SetupAccount = "vault-setup";

    /// <summary>Its pages and its API. Cloudflare must not read what goes over it.</summary>
    public static readonly Exposure Host = new("secrets", Port, HostZone.Internal, SignIn.Native)
    {
        Proxying = Proxying.DnsOnly,
        SignInPaths = ["/v1/auth/"],
    };

    /// <summary>The servers, as others name them in what they may reach.</summary>
    public static readonly Peer Servers = Peer.Labelled("Vault", "platform", "app.kubernetes.io/name", "vault");

    /// <summary>Mounted together wherever one of them runs.</summary>
    public static readonly IReadOnlyList<string> Scripts =
    [
        "vault-api.sh", "vault-configure.sh", "vault-database.sh", "vault-init.sh", "vault-keep.sh", "vault-oidc.sh", "vault-storage.sh",
    ];

    private static readonly Footprint Server = new(0.05m, 192);
    private static readonly Footprint Keeper = new(0.005m, 16);
    private static readonly Footprint Injector = new(0.01m, 48);

    private readonly VaultJob _configured;
    private readonly SecretHome _secrets;

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = Name,
        Namespace = ServiceNamespace.Platform,
        Runs = stack => stack.Settings.Vault.Enabled,
        Needs = _ => [PlatformPostgres.Name, ExternalSecrets.Name],
        Exposures = _ => [Host],
        SsoClients = settings => [VaultPeople.ClientOf(settings)],
        MaySleep = false,
        Profile = ProfileOf,
        Build = context => new Vault(context),
    };

    public Vault(ServiceContext context)
        : base("infra:platform:Vault", Declaration, context)
    {
        var database = context.Get<PlatformPostgres>().Database(Name, Context.Secrets, this, outsideVault: "Vault keeps its own data there");
        var storage = new SecretBundle($"{ServiceName}-storage", new()
        {
            Home = Context.Secrets,
            Namespace = Namespace,
            OutsideVault = "Vault keeps its own data there",
            Given = new Dictionary<string, Output<string>> { ["url"] = database.Url("sslmode=verify-full&sslrootcert=/vault/postgres/ca.crt") },
        }, new() { Parent = this });
        var seal = Settings.Vault.Unseal == UnsealMethod.AwsKms
            ? new VaultSeal($"{ServiceName}-seal", new() { Home = Context.Secrets, Namespace = Namespace, Region = Settings.Vault.KmsRegion!, Amazon = Settings.Amazon, KeepsData = Settings.KeepsData },
                new() { Parent = this })
            : null;

        var files = new VaultFiles($"{ServiceName}-files", context.Stack, new() { Parent = this });
        var setup = new VaultSetup($"{ServiceName}-setup", Settings.Vault, new() { Parent = this });
        var release = Install(ChartPins.Vault, VaultValues.Of(Settings.Vault),
            [database, files, setup, storage, .. seal is null ? Array.Empty<Resource>() : [seal]]);
        _configured = new VaultJob($"{ServiceName}-setup-job", setup.JobArgs(files.Version), new() { Parent = this, DependsOn = { release } });

        var stores = new VaultStores($"{ServiceName}-stores", context.Stack.SecretReaders, new() { Parent = this, DependsOn = { _configured } });
        _secrets = SecretHome.Vault(stores);
        Expose(Host, backend: ServiceName, after: files.Transport);
        RegisterOutputs();
    }

    /// <summary>From here on, secrets live in it.</summary>
    public override ServiceContext ExtendContext(ServiceContext context) => context with { Secrets = _secrets };

    /// <summary>Lets people sign in through single sign-on.</summary>
    public void LetPeopleIn(Casdoor casdoor) => _ = new VaultPeople($"{ServiceName}-people", Settings, casdoor, new() { Parent = this });

    /// <summary>Lets applications have short-lived users of the business PostgreSQL.</summary>
    public void IssueFor(PostgresCluster cluster) => _ = new VaultDatabase($"{ServiceName}-database", new()
    {
        Home = _secrets,
        Cluster = cluster,
        Applications = [.. Settings.Postgres.Databases.Select(name => name.Text)],
    }, new() { Parent = this, DependsOn = { _configured } });

    private static ServiceProfile ProfileOf(StackServices stack) => new()
    {
        Software = Software.Of(ChartPins.Vault),
        Footprint = Enumerable.Repeat(Server + Keeper, stack.Settings.Vault.Replicas).Aggregate(Injector, Footprint.Add),
        Network = new()
        {
            From =
            [
                new(Peer.Ingress, Port),
                new(Peer.Nodes, 8080), // the API server asks the injector
                new(Peer.Itself, Port, 8201),
                .. stack.SecretReaders.Select(ns => new Flow(Peer.Everything(ns), Port)),
            ],
            To =
            [
                Flow.ToKubernetes,
                new(PlatformPostgres.Instances, 5432),
                new(Peer.Everything("data"), 5432),
                new(Peer.Itself, Port, 8201),
                new(Peer.Ingress, 8443), // to single sign-on, by its public name
                .. stack.Settings.Vault.Unseal == UnsealMethod.AwsKms ? [Flow.ToWeb] : Array.Empty<Flow>(),
            ],
        },
        Backup = stack.Settings.Vault.Unseal switch
        {
            UnsealMethod.Kubernetes => "with the platform's PostgreSQL; useless without the secret vault-keys, which is saved apart",
            UnsealMethod.AwsKms => "with the platform's PostgreSQL; useless without the key at Amazon, which outlives the stack",
            _ => "with the platform's PostgreSQL; useless without the keys that people hold",
        },
        Monitoring = string.Create(CultureInfo.InvariantCulture, $"/v1/sys/health on port {Port} answers 200; 503 is sealed"),
        Probe = Probe.Hosts,
        Upgrade = "change its version in Charts/ChartPins.cs; the setup job replaces the servers, which unseal as set",
        BlastRadius = "changed secrets do not arrive and no database credentials are issued; what runs goes on",
    };
}
