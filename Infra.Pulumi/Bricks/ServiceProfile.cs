namespace Infra.Bricks;

/// <summary>The answers that a service owes before it may run. Leaving one out does not compile.</summary>
public sealed record ServiceProfile
{
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

    /// <summary>How the collectors see that it works, or why they cannot.</summary>
    public required Probe Probe { get; init; }

    /// <summary>The copies of its data whose age is watched.</summary>
    public IReadOnlyList<BackupAge> BackupAges { get; init; } = [];

    /// <summary>How a new version gets in.</summary>
    public required string Upgrade { get; init; }

    /// <summary>What fails with it.</summary>
    public required string BlastRadius { get; init; }
}
