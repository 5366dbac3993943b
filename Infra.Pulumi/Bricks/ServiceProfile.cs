namespace Infra.Bricks;

/// <summary>The answers that a service owes before it may run. Leaving one out does not compile.</summary>
public sealed record ServiceProfile
{
    /// <summary>Where it runs.</summary>
    public required string Namespace { get; init; }

    /// <summary>What it runs.</summary>
    public required Software Software { get; init; }

    /// <summary>What it requests.</summary>
    public required Footprint Footprint { get; init; }

    /// <summary>Who may reach it and whom it reaches; everything else is denied.</summary>
    public required NetworkAccess Network { get; init; }

    /// <summary>What its pods may do to their node; the plan checks that their namespace lets them.</summary>
    public PodSecurity Pods { get; init; } = PodSecurity.Baseline;

    /// <summary>How its data comes back, or why it has none.</summary>
    public required string Backup { get; init; }

    /// <summary>How one learns that it is down.</summary>
    public required string Monitoring { get; init; }

    /// <summary>Where it answers inside the cluster while it is well: `http://…` with a 2xx, `tcp://…` by taking a connection.</summary>
    public IReadOnlyList<string> Health { get; init; } = [];

    /// <summary>A PromQL expression of the seconds since its last backup, for what is backed up and says so.</summary>
    public string? BackupAge { get; init; }

    /// <summary>How a new version gets in.</summary>
    public required string Upgrade { get; init; }

    /// <summary>What fails with it.</summary>
    public required string BlastRadius { get; init; }
}
