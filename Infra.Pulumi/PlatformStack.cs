using System.Collections.Immutable;
using Infra.Bricks;
using Infra.Data;
using Infra.Foundation;
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

        var cluster = Run(new Cluster(new(settings, providers.ForHosts, Ready: [])));
        Kubeconfig = cluster.Kubeconfig;

        var ground = new Ground(settings, [.. providers.ForHosts, cluster.Provider], Ready: []);
        ground = ground.After(new Namespaces("namespaces", ground.Options()));

        if (settings.StorageClass is not null)
        {
            ground = ground.After(new Storage("storage", ground.Options()));
        }

        if (settings.Certificates.Issuer != CertificateIssuer.None)
        {
            ground = ground.After(Run(new Certificates(ground)));
        }

        var operators = new List<PlatformService>();
        if (settings.NeedsCloudNativePg)
        {
            operators.Add(Run(new CloudNativePg(ground)));
        }

        if (settings.NeedsClickHouseOperator)
        {
            operators.Add(Run(new ClickHouseOperator(ground)));
        }

        if (settings.Arangodb.IsInCluster)
        {
            operators.Add(Run(new ArangoOperator(ground)));
        }

        var stores = new DataStores(ground, operators, archive: null, services.Add);

        if (settings.Dashboard.Enabled)
        {
            Run(new Dashboard(ground));
        }

        var hosts = services.SelectMany(service => service.Hosts).ToList();
        if (settings.Edge.Mode == EdgeMode.Proxied)
        {
            _ = new Edge("edge", new() { Settings = settings, Nodes = cluster.Nodes, Hosts = hosts }, ground.Options());
        }

        Urls = Output.Create(hosts.ToImmutableDictionary(host => host.Exposure.HostPrefix, host => host.Url));

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

    /// <summary>What people reach, by the first part of the host name.</summary>
    [Output("urls")]
    public Output<ImmutableDictionary<string, string>> Urls { get; private set; }
}
