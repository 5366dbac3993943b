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

/// <summary>The table of contents: every service that the platform can run, and the frame around them.</summary>
public sealed class PlatformStack : Stack
{
    /// <summary>Every service, in the order in which they are built: a service finds in its context only those before it.</summary>
    public static readonly IReadOnlyList<ServiceDeclaration> Services =
    [
        Cluster.Declaration,
        IngressController.Declaration,
        Upgrades.Declaration,
        Reboots.Declaration,
        Certificates.Declaration,
        CloudNativePg.Declaration,
        PlatformPostgres.Declaration,
        ExternalSecrets.Declaration,
        Vault.Declaration, // from here on, secrets live in it
        ClickHouseOperator.Declaration,
        ArangoOperator.Declaration,
        Postgres.Declaration,
        Redis.Declaration,
        ClickHouse.Declaration,
        ArangoDb.Declaration,
        Casdoor.Declaration,
        Gate.Declaration,
        Dashboard.Declaration,
        Kubero.Declaration,
        Applications.Declaration,
        Hibernator.Declaration,
        Tunnel.Declaration,
        OpenPanel.Declaration,
        PostHogCloud.Declaration,
        PostHog.Declaration,
        SigNoz.Declaration,
        SavedStores.Declaration,
        Backstage.Declaration, // from here on, they present or watch the services before them
        Portal.Declaration,
        Watchdog.Declaration,
        Collectors.Declaration,
        Alerts.Declaration,
    ];

    // The frame around the others: namespaces, priorities and storage are made in it.
    private static readonly ServiceDeclaration[] OfCluster = [Cluster.Declaration, IngressController.Declaration];

    public PlatformStack(PlatformSettings settings, StackOptions? options = null)
        : this(ServicesOf(settings), options)
    {
    }

    /// <summary>A stack of other services than the usual.</summary>
    public PlatformStack(StackServices stack, StackOptions? options = null)
        : base(options)
    {
        var settings = stack.Settings;
        var providers = new Providers(settings);
        var hostOptions = new ComponentResourceOptions { Providers = [.. providers.ForHosts] };
        var store = settings.ObjectStore.IsUsed ? new ObjectStore("object-store", settings, hostOptions) : null;

        var context = new ServiceContext(stack, providers.ForHosts) { Buckets = store?.Buckets }.Build(OfCluster);
        var clusterOptions = new ComponentResourceOptions { Providers = [.. context.Providers] };
        context = context.After(new Namespaces("namespaces", stack, clusterOptions), new Priorities("priorities", clusterOptions));
        if (settings.StorageClass is not null)
        {
            context = context.After(new Storage("storage", context.Options()));
        }

        context = context.Build(stack.Running.Except(OfCluster));
        _ = new Quotas("quotas", stack, context.Options());
        var cluster = context.Get<Cluster>();
        var hosts = context.Services.SelectMany(service => service.Hosts).ToList();
        if (settings.Edge.IsPublic)
        {
            // Names do not wait for the cluster: they spread while it starts.
            _ = new Edge("edge", new() { Stack = stack, Nodes = cluster.Nodes, Hosts = hosts, Tunnel = context.Find<Tunnel>() }, hostOptions);
        }

        Kubeconfig = cluster.Kubeconfig;
        SnapshotPassphrase = store is null ? Output.Create("") : new Snapshots("snapshots", cluster, settings, store.Buckets.Snapshots, hostOptions).Passphrase;
        Dumps = context.Find<SavedStores>()?.Keys ?? Output.Create(ImmutableDictionary<string, string>.Empty);
        TunnelToken = context.Find<Tunnel>()?.Access.Token ?? Output.Create(ImmutableDictionary<string, string>.Empty);
        Urls = Output.Create(hosts.ToImmutableDictionary(host => host.Exposure.HostPrefix, host => host.Url));
        OtlpEndpoint = Output.Create(stack.Runs(SigNoz.Name) ? SigNoz.OtlpEndpoint : "");
    }

    /// <summary>The administrator's way to the cluster: `pulumi stack output kubeconfig --show-secrets`.</summary>
    [Output("kubeconfig")]
    public Output<string> Kubeconfig { get; private set; }

    /// <summary>Opens the copies of a single server's datastore. Keep it apart from the stack's own state.</summary>
    [Output("snapshotPassphrase")]
    public Output<string> SnapshotPassphrase { get; private set; }

    /// <summary>Where the dumps are, the key that reads them and the password that opens them. Keep it apart from the stack's own state.</summary>
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

    /// <summary>The services of a stack, and what follows from their declarations.</summary>
    public static StackServices ServicesOf(PlatformSettings settings) => new(Services, settings);
}
