using Infra.Settings;
using Pulumi;

namespace Infra.Bricks;

/// <summary>What every service stands on: the settings, the providers, and what must be ready before it may start.</summary>
public sealed record Ground(PlatformSettings Settings, IReadOnlyList<ProviderResource> Providers, IReadOnlyList<Resource> Ready)
{
    /// <summary>The bucket for backups; none where nothing is saved.</summary>
    public ObjectStoreAccess? Backups { get; init; }

    /// <summary>The bucket for snapshots of the cluster itself; none where nothing is saved.</summary>
    public ObjectStoreAccess? Snapshots { get; init; }

    public ComponentResourceOptions Options(params IEnumerable<Resource> needs)
    {
        var options = new ComponentResourceOptions { Providers = [.. Providers] };
        foreach (var need in Ready.Concat(needs))
        {
            options.DependsOn.Add(need);
        }

        return options;
    }

    /// <summary>The same ground with more that must be ready first.</summary>
    public Ground After(params IEnumerable<Resource> needs) => this with { Ready = [.. Ready, .. needs] };
}
