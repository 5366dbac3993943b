using Infra.Bricks;
using Infra.Settings;
using Pulumi;

namespace Infra.Platform;

/// <summary>The applications as `infra:apps` has them: a pipeline for each group, an app for each, its hosts and its secrets.</summary>
public sealed class Applications : PlatformService
{
    public Applications(Ground ground, Kubero kubero)
        : base("infra:platform:Applications", "applications", Answers(ground.Settings), ground, kubero.Ready)
    {
        var pipelines = Settings.Apps.GroupBy(app => app.Value.PipelineOf(app.Key)).ToDictionary(group => group.Key, Pipeline);
        var registries = Settings.AppNamespaces.Keys.ToDictionary(ns => ns, ns => RegistrySecret.In(ns, Settings, this));
        foreach (var (name, app) in Settings.Apps)
        {
            Add(name, app, pipelines[app.PipelineOf(name)], registries[app.NamespaceOf(name)]);
        }

        RegisterOutputs();
    }

    private static ServiceProfile Answers(PlatformSettings settings) => new()
    {
        Namespace = "apps",
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
            var exposure = new Exposure(host.Text, 80, app.PublicBecause is null ? SignIn.Gate : SignIn.Public) { PublicBecause = app.PublicBecause };
            ExposeAs($"{name}-{host}", ns, exposure, backend: $"{name}-kuberoapp", after: running);
        }
    }
}
