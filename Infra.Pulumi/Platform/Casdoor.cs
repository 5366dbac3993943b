using System.Text.Json;
using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Platform;

/// <summary>Single sign-on of the platform's own: it knows the people, and the services ask it.</summary>
public sealed class Casdoor : PlatformService
{
    public const string Name = "casdoor";

    /// <summary>Where people sign in. It must work while Cloudflare does not, and passwords go over it.</summary>
    public static readonly Exposure Host = new("sso", 8000, HostZone.Internal, SignIn.Native)
    {
        Proxying = Proxying.DnsOnly,
        SignInPaths = ["/api/login", "/login"],
    };

    private const string Organization = "platform";

    private static readonly string[] PasswordRules = ["AtLeast8"];
    private static readonly string[] Languages = ["en"];
    private static readonly string[] Grants = ["authorization_code", "refresh_token"];
    private static readonly Footprint Pod = new(0.02m, 128);

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = Name,
        Namespace = ServiceNamespace.Platform,
        Runs = stack => stack.Settings.Sso.Provider == SsoProvider.Casdoor,
        Needs = _ => [PlatformPostgres.Name],
        Exposures = _ => [Host],
        IdentityProvider = Host,
        MaySleep = false,
        Profile = _ => ProfileOf(),
        Build = context => new Casdoor(context),
    };

    public Casdoor(ServiceContext context)
        : base("infra:platform:Casdoor", Declaration, context)
    {
        var database = context.Get<PlatformPostgres>().Database(ServiceName, Context.Secrets, this);
        Clients = context.Stack.SsoClients.ToDictionary(client => client.Name, client => (client, client.Secret(Context.Secrets, this)));
        // Its settings may also come as variables of the same names, and there the secret ones do.
        var variables = new SecretBundle($"{ServiceName}-variables", new()
        {
            Home = Context.Secrets,
            Namespace = Namespace,
            Generated = new Dictionary<string, int> { ["radiusSecret"] = 40 },
            Given = new Dictionary<string, Output<string>> { ["dataSourceName"] = Connection(database) },
        }, new() { Parent = this });
        var files = new SecretBundle($"{ServiceName}-files", new()
        {
            Home = Context.Secrets,
            Namespace = Namespace,
            Given = new Dictionary<string, Output<string>> { ["init_data.json"] = Declarations() },
        }, new() { Parent = this });

        var release = Install(ChartPins.Casdoor, new
        {
            fullnameOverride = ServiceName,
            config = Configuration(database),
            envFrom = new[] { new { type = "secret", name = variables.SecretName } },
            resources = Pod.Resources(384),
            extraVolumes = new object[]
            {
                new { name = "declarations", secret = new { secretName = files.SecretName, items = new[] { new { key = "init_data.json", path = "init_data.json" } } } },
                new { name = "postgres", secret = new { secretName = PlatformDatabase.AuthorityOf(PlatformPostgres.Name), items = new[] { new { key = "ca.crt", path = "ca.crt" } } } },
            },
            extraVolumeMounts = new[]
            {
                new { name = "declarations", mountPath = "/declarations", readOnly = true },
                new { name = "postgres", mountPath = "/postgres", readOnly = true },
            },
        }, database, files, variables);

        Ready = new CasdoorPeople($"{ServiceName}-people", Settings, Context.Secrets, new() { Parent = this, DependsOn = { release } });
        Expose(Host, backend: ServiceName, after: Ready);
        NameInside();
        context.Find<Vault>()?.LetPeopleIn(this);
        RegisterOutputs();
    }

    /// <summary>The services that it lets people into, with the secret of each.</summary>
    public IReadOnlyDictionary<string, (SsoClient Client, SecretBundle Secret)> Clients { get; }

    /// <summary>It runs, no default password is left, and the people are in it.</summary>
    public override Resource Ready { get; }

    private static ServiceProfile ProfileOf() => new()
    {
        Software = Software.Of(ChartPins.Casdoor),
        Footprint = Pod,
        Network = new()
        {
            From = [new(Peer.Ingress, 8000), new(Peer.Everything("platform"), 8000)],
            To = [new(PlatformPostgres.Instances, 5432)],
        },
        Backup = "with the platform's PostgreSQL, where people and their second factors are; services are declared anew at each start",
        Monitoring = "/api/health on its host answers 200",
        Probe = Probe.Hosts,
        Upgrade = "change its version in Charts/ChartPins.cs; it changes its own tables",
        BlastRadius = "nobody new signs in; sessions go on; every service has a way in without it",
    };

    private static Output<string> Connection(PlatformDatabase database) => database.Credentials["password"].Apply(password =>
        $"user={database.Name} password={password} host={database.Host} port=5432 sslmode=verify-full sslrootcert=/postgres/ca.crt dbname={database.Name}");

    // runmode prod, since dev prints every request with its body.
    private string Configuration(PlatformDatabase database) => $$"""
        appname = casdoor
        httpport = 8000
        runmode = prod
        copyrequestbody = true
        driverName = postgres
        dbName = {{database.Name}}
        authState = casdoor
        verificationCodeTimeout = 10
        initScore = 0
        logPostOnly = true
        origin = {{Host.UrlIn(Settings)}}
        enableErrorMask = true
        enableGzip = true
        ldapServerPort = 10389
        radiusServerPort = 11812
        quota = {"organization": -1, "user": -1, "application": -1, "provider": -1}
        logConfig = {"adapter": "console"}
        initDataNewOnly = false
        initDataFile = /declarations/init_data.json

        """;

    // Read at each start. People are not in it: they would be made anew, without their second factors.
    private Output<string> Declarations() => Output.All(Clients.Values.Select(pair => pair.Secret["client-secret"]))
        .Apply(secrets => JsonSerializer.Serialize(new
        {
            organizations = new[]
            {
                new
                {
                    owner = "admin", name = Organization, displayName = "Platform", passwordType = "bcrypt", passwordOptions = PasswordRules,
                    languages = Languages, enableSoftDeletion = false, isProfilePublic = false, initScore = 0,
                },
            },
            applications = Clients.Values.Zip(secrets).Select(pair => new
            {
                owner = "admin",
                name = $"app-{pair.First.Client.Name}",
                displayName = pair.First.Client.Name,
                organization = Organization,
                cert = "cert-built-in",
                enablePassword = true,
                enableSignUp = false,
                clientId = pair.First.Client.ClientId,
                clientSecret = pair.Second,
                redirectUris = pair.First.Client.Callbacks,
                grantTypes = Grants,
                tokenFormat = "JWT",
                expireInHours = 12,
                refreshExpireInHours = 72,
                failedSigninLimit = 5,
                failedSigninFrozenTime = 15,
                signinMethods = new[] { new { name = "Password", displayName = "Password", rule = "All" } },
            }),
        }));

    // Services ask it by the name that browsers know, without leaving the cluster.
    private void NameInside() => _ = new ConfigMap("coredns-custom", new()
    {
        Metadata = new ObjectMetaArgs { Name = "coredns-custom", Namespace = "kube-system" },
        Data = { ["sso.override"] = $"rewrite name exact {Host.HostIn(Settings)} traefik.kube-system.svc.cluster.local\n" },
    }, new() { Parent = this });
}
