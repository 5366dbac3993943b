using Infra.Bricks;
using Infra.Charts;
using Infra.Foundation;
using Infra.Settings;
using Pulumi;

namespace Infra.Platform;

/// <summary>The sign-in gate: what has no sign-in of its own is asked for here first, by the ingress controller.</summary>
public sealed class Gate : PlatformService
{
    /// <summary>Where it signs people in. Its cookie is valid for the whole operator's zone.</summary>
    public static readonly Exposure Host = new("auth", 80, HostZone.Internal, SignIn.Native) { SignInPaths = ["/oauth2/"] };

    private const string Client = "gate";

    private static readonly string[] Headers = ["X-Auth-Request-User", "X-Auth-Request-Email"];
    private static readonly Footprint Pod = new(0.01m, 32);

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = "oauth2-proxy",
        Namespace = ServiceNamespace.Platform,
        Runs = stack => stack.Settings.Sso.Provider != SsoProvider.None,
        Needs = stack => stack.Runs(Casdoor.Name) ? [Casdoor.Name] : [],
        Exposures = _ => [Host],
        SsoClients = ClientsOf,
        MaySleep = false,
        Profile = stack => ProfileOf(stack.Settings),
        Build = context => new Gate(context),
    };

    public Gate(ServiceContext context)
        : base("infra:platform:Gate", Declaration, context)
    {
        var casdoor = context.Find<Casdoor>();
        var release = Stand(ServiceName, ExposedHost.OperatorsGate, casdoor?.Clients[Client], Arguments().Concat(OfOneZone()));
        Expose(Host, backend: ServiceName, after: release);
        if (Settings.AppHostsBehindGate.Count > 0)
        {
            StandBeforeApplications(casdoor!);
        }

        RegisterOutputs();
    }

    private static IEnumerable<SsoClient> ClientsOf(PlatformSettings settings)
    {
        yield return new(Client, "platform", [$"{Host.UrlIn(settings)}/oauth2/callback"]);
        if (settings.AppHostsBehindGate.Count > 0)
        {
            yield return new(ExposedHost.ApplicationsGate, "platform",
                [.. settings.AppHostsBehindGate.Select(host => $"https://{settings.Domain.HostName(HostZone.Base, host)}/oauth2/callback")]);
        }
    }

    private static ServiceProfile ProfileOf(PlatformSettings settings) => new()
    {
        Software = Software.Of(ChartPins.Oauth2Proxy),
        Footprint = settings.AppHostsBehindGate.Count > 0 ? Pod + Pod : Pod,
        Network = new()
        {
            From = [new(Peer.Ingress, 4180)],
            To = settings.Sso.Provider == SsoProvider.Casdoor ? [new(Peer.Ingress, 8443)] : [Flow.ToWeb],
        },
        Backup = "none: sessions are in people's cookies",
        Monitoring = "/ping on its host answers 200",
        Probe = Probe.Hosts,
        Upgrade = "change its version in Charts/ChartPins.cs",
        BlastRadius = "nobody reaches what stands behind it; nothing is open that was not",
    };

    // A cookie does not reach into another zone, and one for the whole of a zone would reach every application in it. So each of these hosts
    // keeps its own, and is come back to on a path of its own.
    private void StandBeforeApplications(Casdoor casdoor)
    {
        const string Name = "oauth2-proxy-apps";
        var hosts = Settings.AppHostsBehindGate.ToDictionary(prefix => prefix, prefix => Settings.Domain.HostName(HostZone.Base, prefix));
        var release = Stand(Name, ExposedHost.ApplicationsGate, casdoor.Clients[ExposedHost.ApplicationsGate],
            Arguments().Append(new("whitelist-domain", string.Join(',', hosts.Values))));
        foreach (var (prefix, host) in hosts)
        {
            _ = new ExposedIngress($"{Name}-{prefix}-ingress", new()
            {
                Host = new(new(prefix, 80, HostZone.Base, SignIn.Native), host, Settings.Edge.Mode),
                Namespace = Namespace,
                Backend = Name,
                Path = "/oauth2",
            }, new() { Parent = this, DependsOn = { release } });
        }
    }

    private ChartRelease Stand(string name, string middleware, (SsoClient Client, SecretBundle Secret)? client, IEnumerable<KeyValuePair<string, string>> arguments)
    {
        var secret = new SecretBundle($"{name}-secrets", new()
        {
            Home = Context.Secrets,
            Namespace = Namespace,
            Generated = new Dictionary<string, int> { ["OAUTH2_PROXY_COOKIE_SECRET"] = 32 }, // exactly: it is the key of a cipher
            Given = new Dictionary<string, Output<string>>
            {
                ["OAUTH2_PROXY_CLIENT_ID"] = Output.Create(client?.Client.ClientId ?? Settings.Sso.GithubClientId!),
                ["OAUTH2_PROXY_CLIENT_SECRET"] = client?.Secret["client-secret"] ?? Settings.Sso.GithubClientSecret!.ToInput().ToOutput(),
            },
        }, new() { Parent = this });

        var release = Install(name, ChartPins.Oauth2Proxy, new
        {
            config = new { configFile = "email_domains = []\nupstreams = [\"static://202\"]\n" }, // the chart's own lets every address in
            proxyVarsAsSecrets = false, // a secret of the chart's own, with placeholders in it
            envFrom = new[] { new { secretRef = new { name = secret.SecretName } } },
            extraArgs = arguments.ToDictionary(),
            authenticatedEmailsFile = new { enabled = true, persistence = "configmap", restricted_access = string.Join('\n', CasdoorPeople.EmailsOf(Settings)) },
            podDisruptionBudget = new { enabled = false },
            initContainers = new { waitForRedis = new { enabled = false } },
            resources = Pod.Resources(128),
        }, Profile.Network, secret);

        _ = new KubernetesObject(middleware, new()
        {
            ApiVersion = "traefik.io/v1alpha1",
            Kind = "Middleware",
            Namespace = Namespace,
            Spec = new { forwardAuth = new { address = $"http://{name}.platform.svc/", authResponseHeaders = Headers } },
        }, new() { Parent = this, DependsOn = { release } });
        return release;
    }

    private Dictionary<string, string> OfOneZone() => new()
    {
        ["cookie-domain"] = $".{Settings.Domain.Internal}",
        ["redirect-url"] = $"{Host.UrlIn(Settings)}/oauth2/callback",
        ["whitelist-domain"] = $".{Settings.Domain.Internal}",
    };

    private Dictionary<string, string> Arguments()
    {
        var arguments = new Dictionary<string, string>
        {
            ["cookie-name"] = $"_infra_{Deployment.Instance.StackName}", // stacks may share the domain
            ["cookie-expire"] = "12h",
            ["reverse-proxy"] = "true",
            ["set-xauthrequest"] = "true",
            ["skip-provider-button"] = "true",
        };
        if (Settings.Sso.Provider == SsoProvider.Github)
        {
            arguments["provider"] = "github";
            return arguments;
        }

        arguments["provider"] = "oidc";
        arguments["provider-display-name"] = "Casdoor";
        arguments["oidc-issuer-url"] = Casdoor.Host.UrlIn(Settings);
        arguments["scope"] = "openid email profile";
        if (!Certificates.AreTrusted(Settings))
        {
            arguments["ssl-insecure-skip-verify"] = "true"; // the rehearsal's certificates; the way there stays inside the cluster
        }

        return arguments;
    }
}
