using Infra.Settings;
using Pulumi;

namespace Infra.Foundation;

/// <summary>
/// The providers, each made here and passed on by name: none is ever configured by what happens to be set up on the
/// machine of the person who runs the program, but for credentials.
/// </summary>
public sealed class Providers
{
    public Providers(PlatformSettings settings)
    {
        ForHosts =
        [
            new Pulumi.Command.Provider("command"),
            new Pulumi.Random.Provider("random"),
        ];

        if (settings.Edge.IsPublic || settings.ObjectStore.Kind == ObjectStoreKind.R2)
        {
            ForHosts.Add(new Pulumi.Cloudflare.Provider("cloudflare", new() { ApiToken = settings.Edge.ApiToken?.ToInput() }));
        }

        if (settings.Cluster.Host == ClusterHost.Lightsail)
        {
            ForHosts.Add(AmazonProvider.Create("aws", settings.Lightsail!.Region, settings.Amazon));
        }
    }

    /// <summary>All but the one for Kubernetes, which the cluster makes when there is one.</summary>
    public List<ProviderResource> ForHosts { get; }
}
