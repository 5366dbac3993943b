using System.Collections.Immutable;
using Infra.Backups;
using Infra.Bricks;
using Infra.Data;
using Infra.Foundation;
using Infra.Insight;
using Infra.Platform;
using Infra.Settings;
using Pulumi;

namespace Infra;

/// <summary>The table of contents of the platform: every layer in order, from bare hosts to what people reach.</summary>
public sealed class PlatformStack : Stack
{
    public PlatformStack(PlatformSettings settings, StackOptions? options = null)
        : base(options)
    {
        var providers = new Providers(settings);
        var services = new List<PlatformService>();

        var store = settings.ObjectStore.Kind == ObjectStoreKind.None ? null
            : new ObjectStore("object-store", settings, new() { Providers = [.. providers.ForHosts] });

        var cluster = Run(new Cluster(new(settings, providers.ForHosts, Ready: []) { Snapshots = store?.Snapshots }));
        Kubeconfig = cluster.Kubeconfig;
        SnapshotPassphrase = store is null ? Output.Create("")
            : new Snapshots("snapshots", cluster, settings, store.Snapshots, new() { Providers = [.. providers.ForHosts] }).Passphrase;

        var ground = new Ground(settings, [.. providers.ForHosts, cluster.Provider], Ready: []) { Backups = store?.Backups };
        var ingress = Run(new IngressController(ground, cluster));
        ground = ground.After(
            ingress,
            new Namespaces("namespaces", settings, ground.Options()),
            new Priorities("priorities", ground.Options()));

        if (settings.HasSeveralNodes)
        {
            Run(new Upgrades(ground));
            Run(new Reboots(ground));
        }

        if (settings.StorageClass is not null)
        {
            ground = ground.After(new Storage("storage", ground.Options()));
        }

        if (settings.Certificates.Issuer != CertificateIssuer.None)
        {
            ground = ground.After(Run(new Certificates(ground)).Operator);
        }

        var operators = new List<PlatformService>();
        if (settings.NeedsCloudNativePg)
        {
            operators.Add(Run(new CloudNativePg(ground)));
        }

        var postgres = settings.NeedsPlatformPostgres ? Run(new PlatformPostgres(ground.After(operators), archive: store?.Backups)) : null;
        var vault = settings.Vault.Enabled ? Run(new Vault(ground.After(Run(new ExternalSecrets(ground))), postgres!)) : null; // secrets made below live in it

        if (settings.NeedsClickHouseOperator)
        {
            operators.Add(Run(new ClickHouseOperator(ground)));
        }

        if (settings.ArangoDb.IsInCluster)
        {
            operators.Add(Run(new ArangoOperator(ground)));
        }

        var stores = new DataStores(ground, operators, archive: store?.Backups, services.Add);

        var casdoor = settings.Sso.Provider == SsoProvider.Casdoor ? Run(new Casdoor(ground, postgres!)) : null;
        if (settings.Sso.Provider != SsoProvider.None)
        {
            Run(new Gate(ground, casdoor));
        }

        vault?.LetPeopleIn(casdoor);
        if (stores.Postgres?.Cluster is { } business && settings.Postgres.Databases.Count > 0)
        {
            vault?.IssueFor(business);
        }

        if (settings.Dashboard.Enabled)
        {
            Run(new Dashboard(ground, casdoor));
        }

        if (settings.Kubero.Enabled)
        {
            var kubero = Run(new Kubero(ground));
            if (settings.Apps.Count > 0)
            {
                Run(new Applications(ground, kubero));
            }
        }

        if (settings.Hibernation.IsScheduled)
        {
            Run(new Hibernator(ground));
        }

        var tunnel = settings.Edge.Mode == EdgeMode.Tunnel ? Run(new Tunnel(ground, cluster.Nodes)) : null;
        var insight = new InsightServices(ground, operators, stores, services);

        SavedStores? saved = null;
        if (settings.Backups.Enabled)
        {
            saved = Run(new SavedStores(ground, store!, stores, postgres));
        }

        if (settings.Backstage.Enabled)
        {
            Run(new Backstage(ground, postgres!, casdoor, services));
        }

        if (settings.Portal.Enabled)
        {
            Run(new Portal(ground, services));
        }

        insight.Watch(ground, services);

        _ = new Quotas("quotas", settings, services, ground.Options());

        var hosts = services.SelectMany(service => service.Hosts).ToList();
        if (settings.Edge.IsPublic)
        {
            // Names do not wait for the cluster: they spread while it starts.
            _ = new Edge("edge", new() { Settings = settings, Nodes = cluster.Nodes, Hosts = hosts, Tunnel = tunnel },
                new() { Providers = [.. providers.ForHosts] });
        }

        Dumps = saved is null ? Output.Create(ImmutableDictionary<string, string>.Empty) : saved.Keys;
        TunnelToken = tunnel is null ? Output.Create(ImmutableDictionary<string, string>.Empty) : tunnel.Access.Token;
        Urls = Output.Create(hosts.ToImmutableDictionary(host => host.Exposure.HostPrefix, host => host.Url));

        OtlpEndpoint = Output.Create(insight.OtlpEndpoint);

        T Run<T>(T service)
            where T : PlatformService
        {
            services.Add(service);
            return service;
        }
    }

    /// <summary>The administrator's way to the cluster: `pulumi stack output kubeconfig --show-secrets`.</summary>
    [Output("kubeconfig")]
    public Output<string> Kubeconfig { get; private set; }

    /// <summary>Opens the copies of a single server's datastore; keep it where the stack's own state is not.</summary>
    [Output("snapshotPassphrase")]
    public Output<string> SnapshotPassphrase { get; private set; }

    /// <summary>Where the dumps are, what reads them and what opens them; keep it where the stack's own state is not.</summary>
    [Output("dumps")]
    public Output<ImmutableDictionary<string, string>> Dumps { get; private set; }

    /// <summary>In mode `tunnel`, the two halves of the token that opens SSH and the Kubernetes API to `cloudflared access`.</summary>
    [Output("tunnelToken")]
    public Output<ImmutableDictionary<string, string>> TunnelToken { get; private set; }

    /// <summary>What people reach, by the first part of the host name.</summary>
    [Output("urls")]
    public Output<ImmutableDictionary<string, string>> Urls { get; private set; }

    /// <summary>Where applications in the cluster send OpenTelemetry; empty without SigNoz.</summary>
    [Output("otlpEndpoint")]
    public Output<string> OtlpEndpoint { get; private set; }
}
