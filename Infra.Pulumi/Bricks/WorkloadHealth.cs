using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Bricks;

/// <summary>A path that answers 2xx while a program is healthy, and what Kubernetes does with the answer.</summary>
public sealed record WorkloadHealth(string Path, int Port)
{
    public int PeriodSeconds { get; init; } = 10;

    /// <summary>Failures until it is restarted; none means that a restart would not help.</summary>
    public int? FailuresUntilRestart { get; init; }

    /// <summary>Failures that a first start may take, for a program that migrates its database.</summary>
    public int? FailuresAtStart { get; init; }

    /// <summary>Where the answer to a restart differs from the answer to traffic.</summary>
    public string? LivenessPath { get; init; }

    internal void AddTo(ContainerArgs container)
    {
        container.ReadinessProbe = ProbeOf(Path, failures: 3);
        if (FailuresAtStart is { } atStart)
        {
            container.StartupProbe = ProbeOf(Path, atStart);
        }

        if (FailuresUntilRestart is { } untilRestart)
        {
            container.LivenessProbe = ProbeOf(LivenessPath ?? Path, untilRestart);
        }
    }

    private ProbeArgs ProbeOf(string path, int failures) => new()
    {
        HttpGet = new HTTPGetActionArgs { Path = path, Port = Port },
        PeriodSeconds = PeriodSeconds,
        TimeoutSeconds = 5,
        FailureThreshold = failures,
    };
}
