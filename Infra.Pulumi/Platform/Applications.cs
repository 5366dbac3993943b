using Infra.Bricks;
using Infra.Settings;
using Infra.Settings.Texts;
using Pulumi;

namespace Infra.Platform;

/// <summary>The applications as `infra:apps` has them: a pipeline for each group, an app for each, its hosts and its secrets.</summary>
public sealed class Applications : PlatformService
{
    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = "applications",
        Namespace = ServiceNamespace.Apps,
        MoreNamespaces = NamespacesOf,
        Runs = stack => stack.Runs(Kubero.Name) && stack.Settings.Apps.Count > 0,
        Needs = _ => [Kubero.Name],
        Exposures = settings => settings.Apps.Values.SelectMany(app => app.Hosts, ExposureOf),
        MaySleep = true,
        Profile = stack => ProfileOf(stack.Settings),
        Build = context => new Applications(context),
    };

    public Applications(ServiceContext context)
        : base("infra:platform:Applications", Declaration, context)
    {
        var pipelines = Settings.Apps.GroupBy(app => app.Value.PipelineOf(app.Key)).ToDictionary(group => group.Key, Pipeline);
        var registries = Settings.AppNamespaces.Keys.ToDictionary(ns => ns, ns => RegistrySecret.In(ns, Settings, Context.Secrets, this));
        foreach (var (name, app) in Settings.Apps)
        {
            Add(name, app, pipelines[app.PipelineOf(name)], registries[app.NamespaceOf(name)]);
        }

        RegisterOutputs();
    }

    private static Exposure ExposureOf(AppSettings app, Label host) =>
        new(host.Text, 80, HostZone.Base, app.PublicBecause is null ? SignIn.Gate : SignIn.Public) { PublicBecause = app.PublicBecause };

    // Kubero's operator makes the namespaces of a pipeline, too, as a Helm release, which takes over only what is marked as its own.
    private static IEnumerable<ServiceNamespace> NamespacesOf(PlatformSettings settings) => settings.AppNamespaces.Select(app => ServiceNamespace.Apps with
    {
        Name = app.Key,
        Labels = new Dictionary<string, string> { ["app.kubernetes.io/managed-by"] = "Helm" },
        Annotations = new Dictionary<string, string>
        {
            ["meta.helm.sh/release-name"] = app.Value,
            ["meta.helm.sh/release-namespace"] = ServiceNamespace.Kubero.Name,
        },
    });

    private static ServiceProfile ProfileOf(PlatformSettings settings) => new()
    {
        Software = new(null, string.Join(", ", settings.Apps.Select(app => $"{app.Key} {app.Value.Tag}"))),
        Footprint = settings.Apps.Values.SelectMany(app => Enumerable.Repeat(new Footprint(app.Cpu, app.Memory.MiB), app.Replicas)).Aggregate(Footprint.Zero, Footprint.Add),
        Network = new()
        {
            From = [.. settings.Apps.Values.Select(app => app.Port).Distinct().Order().Select(port => new Flow(Peer.Ingress, port))],
            To =
            [
                Flow.ToWeb,
                new(Peer.Everything("data"), 5432, 6379, 8123, 8529),
                new(Peer.Everything("observability"), 4317, 4318),
                new(Vault.Servers, Vault.Port),
                .. External(settings),
            ],
        },
        Backup = "none of their own: what they store is in the data stores",
        Monitoring = "each answers 200 on its health path; the Deployed condition of its KuberoApp",
        Probe = Probe.Hosts,
        Upgrade = "change the app's `tag` in infra:apps; Kubero rolls it out and keeps the old one until the new one is well",
        BlastRadius = "the application itself",
    };

    // Data stores elsewhere, on ports that are not the web's.
    private static IEnumerable<Flow> External(PlatformSettings settings) =>
        from store in new[] { (settings.Postgres.External, 5432), (settings.Redis.External, 6379), (settings.ClickHouse.External, 9440), (settings.ArangoDb.External, 8529) }
        where store.Item1 is not null
        select new Flow(Peer.Anywhere, store.Item1.Port ?? store.Item2);

    private KubernetesObject Pipeline(IGrouping<string, KeyValuePair<string, AppSettings>> apps) => new($"pipeline-{apps.Key}", new()
    {
        ApiVersion = KuberoOperator.ApiVersion,
        Kind = "KuberoPipeline",
        Name = apps.Key,
        Namespace = "kubero",
        Spec = new
        {
            name = apps.Key,
            deploymentstrategy = "docker",
            buildstrategy = "external",
            reviewapps = false,
            phases = apps.Select(app => app.Value.Phase.Text).Distinct().Select(name => new { name, enabled = true, context = "inClusterContext" }),
        },
        WaitFor = "condition=Deployed",
    }, new() { Parent = this });

    private void Add(string name, AppSettings app, KubernetesObject pipeline, SecretBundle? registries)
    {
        var ns = app.NamespaceOf(name);
        var needs = new List<Resource> { pipeline };
        if (registries is not null)
        {
            needs.Add(registries);
        }

        needs.Add(new FlowPolicy($"{name}-flows", new() { Namespace = ns, Pods = KuberoAppValues.PodsOf(name), Access = Profile.Network },
            new() { Parent = this }));
        if (app.SecretKeys.Any())
        {
            needs.Add(new SecretBundle($"{name}-secrets", new()
            {
                Home = Context.Secrets,
                Namespace = ns,
                Name = name,
                Given = app.Secrets.ToDictionary(secret => secret.Key, secret => secret.Value.ToInput().ToOutput()),
                Generated = app.GeneratedSecrets.ToDictionary(key => key, _ => 40),
            }, new() { Parent = this }));
            needs.Add(new VaultAuthority($"{name}-authority", ns, new() { Parent = this }));
        }

        var running = new KubernetesObject($"app-{name}", new()
        {
            ApiVersion = KuberoOperator.ApiVersion,
            Kind = "KuberoApp",
            Name = name,
            Namespace = ns,
            Spec = KuberoAppValues.Of(name, app, RegistrySecret.References(Settings)),
            WaitFor = "condition=Deployed",
        }, new() { Parent = this, DependsOn = { needs.ToArray() } });

        foreach (var host in app.Hosts)
        {
            ExposeAs($"{name}-{host}", ns, ExposureOf(app, host), backend: $"{name}-kuberoapp", after: running);
        }
    }
}
