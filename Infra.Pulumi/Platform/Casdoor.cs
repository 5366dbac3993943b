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
    private const string Organization = "platform";

    private static readonly string[] PasswordRules = ["AtLeast8"];
    private static readonly string[] Languages = ["en"];
    private static readonly string[] Grants = ["authorization_code", "refresh_token"];
    private static readonly Footprint Pod = new(0.02m, 128);

    public Casdoor(Ground ground, PlatformPostgres postgres)
        : base("infra:platform:Casdoor", "casdoor", Answers, ground, postgres)
    {
        var database = postgres.Database(ServiceName, this);
        Clients = SsoClient.Of(Settings).ToDictionary(client => client.Name, client => (client, client.Secret(this)));
        // Its settings may also come as variables of the same names, and there the secret ones do.
        var variables = new SecretBundle($"{ServiceName}-variables", new()
        {
            Namespace = Profile.Namespace,
            Generated = new Dictionary<string, int> { ["radiusSecret"] = 40 },
            Given = new Dictionary<string, Output<string>> { ["dataSourceName"] = Connection(database) },
        }, new() { Parent = this });
        var files = new SecretBundle($"{ServiceName}-files", new()
        {
            Namespace = Profile.Namespace,
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
                new { name = "postgres", secret = new { secretName = PlatformDatabase.AuthorityOf(PlatformPostgres.Cluster), items = new[] { new { key = "ca.crt", path = "ca.crt" } } } },
            },
            extraVolumeMounts = new[]
            {
                new { name = "declarations", mountPath = "/declarations", readOnly = true },
                new { name = "postgres", mountPath = "/postgres", readOnly = true },
            },
        }, database, files, variables);

        Ready = new CasdoorPeople($"{ServiceName}-people", Settings, new() { Parent = this, DependsOn = { release } });
        Expose(new("sso", 8000, SignIn.Native), backend: ServiceName, after: Ready);
        NameInside();
        RegisterOutputs();
    }

    /// <summary>The services that it lets people into, with the secret of each.</summary>
    public IReadOnlyDictionary<string, (SsoClient Client, SecretBundle Secret)> Clients { get; }

    /// <summary>It runs, no default password is left, and the people are in it.</summary>
    public Resource Ready { get; }

    private static ServiceProfile Answers => new()
    {
        Namespace = "platform",
        Software = Software.Of(ChartPins.Casdoor),
        Footprint = Pod,
        Network = new()
        {
            From = [new(Peer.Ingress, 8000), new(Peer.Everything("platform"), 8000)],
            To = [new(PlatformPostgres.Instances, 5432)],
        },
        Backup = "with the platform's PostgreSQL, where people and their second factors are; services are declared anew at each start",
        Monitoring = "/api/health on its host answers 200",
        Upgrade = "change its version in Charts/ChartPins.cs; it changes its own tables",
        BlastRadius = "nobody new signs in; sessions go on; every service has a way in without it",
    };

    private string Host => Settings.Domain.HostName(HostZone.Internal, "sso");

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
        origin = https://{{Host}}
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
        Data = { ["sso.override"] = $"rewrite name exact {Host} traefik.kube-system.svc.cluster.local\n" },
    }, new() { Parent = this });
}
