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
    public const int Port = 8200;
    public const string Address = "https://vault.platform.svc:8200";
    public const string CertificateSecret = "vault-tls";
    public const string KeysSecret = "vault-keys";
    public const string SetupAccount = "vault-setup";

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

    public Vault(Ground ground, PlatformPostgres postgres)
        : base("infra:platform:Vault", "vault", Answers(ground.Settings), ground, postgres)
    {
        var database = postgres.Database("vault", this, outsideVault: "Vault keeps its own data there");
        var storage = new SecretBundle($"{ServiceName}-storage", new()
        {
            Namespace = Profile.Namespace,
            OutsideVault = "Vault keeps its own data there",
            Given = new Dictionary<string, Output<string>> { ["url"] = database.Url("sslmode=verify-full&sslrootcert=/vault/postgres/ca.crt") },
        }, new() { Parent = this });
        var seal = Settings.Vault.Unseal == UnsealMethod.AwsKms
            ? new VaultSeal($"{ServiceName}-seal", new() { Namespace = Profile.Namespace, Region = Settings.Vault.KmsRegion!, Amazon = Settings.Amazon, KeepsData = Settings.KeepsData },
                new() { Parent = this })
            : null;

        var files = new VaultFiles($"{ServiceName}-files", Settings, new() { Parent = this });
        var setup = new VaultSetup($"{ServiceName}-setup", Settings.Vault, new() { Parent = this });
        var release = Install(ChartPins.Vault, VaultValues.Of(Settings.Vault),
            [database, files, setup, storage, .. seal is null ? Array.Empty<Resource>() : [seal]]);
        Ready = new VaultJob($"{ServiceName}-setup-job", setup.JobArgs(files.Version), new() { Parent = this, DependsOn = { release } });

        var stores = new VaultStores($"{ServiceName}-stores", VaultPolicies.ReadersOf(Settings), new() { Parent = this, DependsOn = { Ready } });
        SecretHome.Current = new([stores]);
        Expose(new("secrets", Port, SignIn.Native), backend: ServiceName, after: files.Transport);
        RegisterOutputs();
    }

    /// <summary>Initialised, unsealed and configured.</summary>
    public Resource Ready { get; }

    /// <summary>Lets people sign in through single sign-on, where that is Casdoor; GitHub is none that Vault could ask.</summary>
    public void LetPeopleIn(Casdoor? casdoor)
    {
        if (casdoor is not null)
        {
            _ = new VaultPeople($"{ServiceName}-people", Settings, casdoor, new() { Parent = this });
        }
    }

    /// <summary>Lets applications have short-lived users of the business PostgreSQL.</summary>
    public void IssueFor(PostgresCluster cluster) => _ = new VaultDatabase($"{ServiceName}-database", new()
    {
        Cluster = cluster,
        Applications = [.. Settings.Postgres.Databases.Select(name => name.Text)],
    }, new() { Parent = this, DependsOn = { Ready } });

    private static ServiceProfile Answers(PlatformSettings settings) => new()
    {
        Namespace = "platform",
        Software = Software.Of(ChartPins.Vault),
        Footprint = Enumerable.Repeat(Server + Keeper, settings.Vault.Replicas).Aggregate(Injector, Footprint.Add),
        Network = new()
        {
            From =
            [
                new(Peer.Ingress, Port),
                new(Peer.Nodes, 8080), // the API server asks the injector
                new(Peer.Itself, Port, 8201),
                .. VaultPolicies.ReadersOf(settings).Select(ns => new Flow(Peer.Everything(ns), Port)),
            ],
            To =
            [
                Flow.ToKubernetes,
                new(PlatformPostgres.Instances, 5432),
                new(Peer.Everything("data"), 5432),
                new(Peer.Itself, Port, 8201),
                new(Peer.Ingress, 8443), // to single sign-on, by its public name
                .. settings.Vault.Unseal == UnsealMethod.AwsKms ? [Flow.ToWeb] : Array.Empty<Flow>(),
            ],
        },
        Backup = settings.Vault.Unseal switch
        {
            UnsealMethod.Kubernetes => "with the platform's PostgreSQL; useless without the secret vault-keys, which is saved apart",
            UnsealMethod.AwsKms => "with the platform's PostgreSQL; useless without the key at Amazon, which outlives the stack",
            _ => "with the platform's PostgreSQL; useless without the keys that people hold",
        },
        Monitoring = string.Create(CultureInfo.InvariantCulture, $"/v1/sys/health on port {Port} answers 200; 503 is sealed"),
        Upgrade = "change its version in Charts/ChartPins.cs; the setup job replaces the servers, which unseal as set",
        BlastRadius = "changed secrets do not arrive and no database credentials are issued; what runs goes on",
    };
}
