using System.Text.Json;
using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Platform;

/// <summary>Backstage from an image of one's own, with a catalogue of what this stack really has.</summary>
public sealed class Backstage : PlatformService
{
    private const string Name = "backstage";

    // Behind the gate as well: an image of one's own may or may not ask people to sign in.
    private static readonly Exposure Host = new(Name, 7007, HostZone.Internal, SignIn.Gate) { SignInPaths = ["/api/auth/"] };

    private const string Catalogue = "backstage-catalogue";

    private static readonly string[] Operators = ["operators"];
    private static readonly Footprint Pod = new(0.05m, 384);

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = Name,
        Namespace = ServiceNamespace.Platform,
        Runs = stack => stack.Settings.Backstage.Enabled,
        Needs = stack => stack.Runs(Casdoor.Name) ? [PlatformPostgres.Name, Casdoor.Name] : [PlatformPostgres.Name],
        Exposures = _ => [Host],
        SsoClients = settings => [ClientOf(settings)],
        MaySleep = false,
        Profile = stack => ProfileOf(stack.Settings),
        Build = context => new Backstage(context),
    };

    public Backstage(ServiceContext context)
        : base("infra:platform:Backstage", Declaration, context)
    {
        var casdoor = context.Find<Casdoor>();
        var database = context.Get<PlatformPostgres>().Database(ServiceName, Context.Secrets, this);
        var secret = new SecretBundle($"{ServiceName}-variables", new()
        {
            Home = Context.Secrets,
            Namespace = Namespace,
            Generated = new Dictionary<string, int> { ["BACKEND_SECRET"] = 40 },
            Given = Given(database, casdoor),
        }, new() { Parent = this });
        var catalogue = new ConfigMap(Catalogue, new()
        {
            Metadata = new ObjectMetaArgs { Name = Catalogue, Namespace = Namespace },
            Data = { ["catalogue.yaml"] = string.Join("---\n", Entities(context.Services)) },
        }, new() { Parent = this });

        var image = ImageOf(Settings.Backstage);
        var registries = RegistrySecret.In(Namespace, Settings, Context.Secrets, this);
        var release = Install(ChartPins.Backstage, new
        {
            backstage = new
            {
                image = new { registry = image.Registry, repository = image.Repository, tag = image.Tag, pullSecrets = RegistrySecret.Names(Settings) },
                extraEnvVarsSecrets = new[] { secret.SecretName },
                resources = Pod.Resources(1024),
                appConfig = Configuration(casdoor is not null),
                extraVolumes = new object[]
                {
                    new { name = "catalogue", configMap = new { name = Catalogue } },
                    new { name = "postgres", secret = new { secretName = PlatformDatabase.AuthorityOf(PlatformPostgres.Name), items = new[] { new { key = "ca.crt", path = "ca.crt" } } } },
                },
                extraVolumeMounts = new[]
                {
                    new { name = "catalogue", mountPath = "/catalogue", readOnly = true },
                    new { name = "postgres", mountPath = "/postgres", readOnly = true },
                },
            },
        }, [database, secret, catalogue, .. registries is null ? Array.Empty<Resource>() : [registries]]);

        Expose(Host, backend: ServiceName, after: release);
        RegisterOutputs();
    }

    private static SsoClient ClientOf(PlatformSettings settings) => new(Name, "platform", [$"{Host.UrlIn(settings)}/api/auth/oidc/handler/frame"]);

    private static ServiceProfile ProfileOf(PlatformSettings settings) => new()
    {
        Software = new(ChartPins.Backstage.Name, ChartPins.Backstage.Version),
        Footprint = Pod,
        Network = new()
        {
            From = [new(Peer.Ingress, 7007)],
            To = [new(PlatformPostgres.Instances, 5432), Flow.ToWeb, .. settings.Sso.Provider == SsoProvider.Casdoor ? [new Flow(Peer.Ingress, 8443)] : Array.Empty<Flow>()],
        },
        Backup = "with the platform's PostgreSQL; the catalogue is made anew by every update",
        Monitoring = "/.backstage/health/v1/readiness on port 7007 answers 200",
        Probe = Probe.Hosts,
        Upgrade = "change infra:backstage.tag, and the chart's version in Charts/ChartPins.cs",
        BlastRadius = "no catalogue; nothing depends on it",
    };

    private static Image ImageOf(BackstageSettings settings)
    {
        var parts = settings.Image!.Split('/', 2);
        return new(parts[0], parts[1], settings.Tag!);
    }

    private static Dictionary<string, Output<string>> Given(PlatformDatabase database, Casdoor? casdoor)
    {
        var given = new Dictionary<string, Output<string>>
        {
            ["POSTGRES_USER"] = Output.Create(database.Name),
            ["POSTGRES_PASSWORD"] = database.Credentials["password"],
        };
        if (casdoor is not null)
        {
            given["OIDC_CLIENT_ID"] = Output.Create(casdoor.Clients[Name].Client.ClientId);
            given["OIDC_CLIENT_SECRET"] = casdoor.Clients[Name].Secret["client-secret"];
        }

        return given;
    }

    private object Configuration(bool withOidc)
    {
        var url = Host.UrlIn(Settings);
        return new
        {
            app = new { baseUrl = url },
            backend = new
            {
                baseUrl = url,
                listen = ":7007",
                auth = new { keys = new[] { new { secret = "${BACKEND_SECRET}" } } },
                database = new
                {
                    client = "pg",
                    pluginDivisionMode = "schema", // its user may not make databases
                    connection = new
                    {
                        host = $"{PlatformPostgres.Name}-rw.platform.svc",
                        port = 5432,
                        database = ServiceName,
                        user = "${POSTGRES_USER}",
                        password = "${POSTGRES_PASSWORD}",
                        ssl = new Dictionary<string, object> { ["ca"] = new Dictionary<string, string> { ["$file"] = "/postgres/ca.crt" } },
                    },
                },
            },
            auth = withOidc ? new
            {
                environment = "production",
                session = new { secret = "${BACKEND_SECRET}" },
                providers = new
                {
                    oidc = new
                    {
                        production = new
                        {
                            metadataUrl = $"{Casdoor.Host.UrlIn(Settings)}/.well-known/openid-configuration",
                            clientId = "${OIDC_CLIENT_ID}",
                            clientSecret = "${OIDC_CLIENT_SECRET}",
                            prompt = "auto",
                            signIn = new { resolvers = new[] { new { resolver = "emailMatchingUserEntityProfileEmail" } } },
                        },
                    },
                },
            } : null,
            catalog = new
            {
                rules = new[] { new { allow = new[] { "System", "Component", "Group", "User" } } },
                locations = new[] { new { type = "file", target = "/catalogue/catalogue.yaml" } },
            },
        };
    }

    // JSON is YAML, and quotes what needs it.
    private IEnumerable<string> Entities(IEnumerable<PlatformService> services)
    {
        yield return Entity("System", "platform", "The platform of this stack", new { owner = "operators" });
        yield return Entity("Group", "operators", "The people who run it", new { type = "team", children = Array.Empty<string>() });
        foreach (var (name, email) in CasdoorPeople.MembersOf(Settings))
        {
            yield return Entity("User", name, email, new { profile = new { email }, memberOf = Operators });
        }

        foreach (var service in services)
        {
            yield return Entity("Component", service.ServiceName, service.Profile.BlastRadius,
                new { type = "service", lifecycle = "production", owner = "operators", system = "platform" },
                service.Hosts.Select(host => new { url = host.Url, title = host.Host }));
        }

        foreach (var (name, app) in Settings.Apps)
        {
            yield return Entity("Component", $"app-{name}", $"{app.Image}:{app.Tag}", new { type = "website", lifecycle = app.Phase.Text, owner = "operators", system = "platform" });
        }
    }

    private static string Entity(string kind, string name, string description, object spec, IEnumerable<object>? links = null) => JsonSerializer.Serialize(new
    {
        apiVersion = "backstage.io/v1alpha1",
        kind,
        metadata = new { name, description, links = links ?? [] },
        spec,
    }) + "\n";
}
