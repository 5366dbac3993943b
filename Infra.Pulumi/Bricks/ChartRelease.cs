using Pulumi;
using Pulumi.Kubernetes.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;
using Chart = Infra.Charts.Chart;

namespace Infra.Bricks;

public sealed record ChartReleaseArgs
{
    public required Chart Chart { get; init; }

    public required string Namespace { get; init; }

    /// <summary>Written as an object, see <see cref="ValueTree"/>.</summary>
    public required object Values { get; init; }

    /// <summary>How long it may take until everything in it is ready.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);
}

/// <summary>A pinned chart as a Helm release: ready when all in it is ready, or else rolled back and failed.</summary>
public sealed class ChartRelease(string name, ChartReleaseArgs args, CustomResourceOptions? options = null)
    : Release(name, Compose(name, args), options)
{
    private static ReleaseArgs Compose(string name, ChartReleaseArgs args)
    {
        var release = new ReleaseArgs
        {
            Name = name,
            Namespace = args.Namespace,
            Chart = args.Chart.IsOci ? args.Chart.Repository : args.Chart.Name,
            Version = args.Chart.Version,
            Atomic = true,
            Timeout = (int)args.Timeout.TotalSeconds,
            Values = ValueTree.From(args.Values),
        };

        // An OCI reference names the chart itself; a repository would be looked up as an index that is not there.
        if (!args.Chart.IsOci)
        {
            release.RepositoryOpts = new RepositoryOptsArgs { Repo = args.Chart.Repository };
        }

        return release;
    }
}
