using Infra.Bricks;
using Infra.Settings;

namespace Infra.Planning;

/// <summary>A stack's planned resources with their inputs, and everything derived from them.</summary>
public sealed record Plan
{
    public required string Stack { get; init; }

    public required string Project { get; init; }

    /// <summary>The settings of the plan.</summary>
    public required PlatformSettings Settings { get; init; }

    public required IReadOnlyList<PlannedResource> Resources { get; init; }

    public required IReadOnlyList<PlannedService> Services { get; init; }

    public required IReadOnlyList<PlannedRecord> Dns { get; init; }

    public required PlannedBudget Budget { get; init; }

    public required PlannedCost Cost { get; init; }

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    public bool HasErrors => Findings.Any(finding => finding.Severity == Severity.Error);
}

/// <summary>A resource with the engine's URN and its options after inheritance.</summary>
public sealed record PlannedResource
{
    public required string Urn { get; init; }

    public required string Type { get; init; }

    public required string Name { get; init; }

    public string? Parent { get; init; }

    public string? Provider { get; init; }

    public IReadOnlyList<string> DependsOn { get; init; } = [];

    public bool Protect { get; init; }

    public bool RetainOnDelete { get; init; }

    public bool IsComponent { get; init; }

    /// <summary>By wire name. <see cref="Marker"/>s replace secret and unknown values.</summary>
    public required IReadOnlyDictionary<string, object> Inputs { get; init; }
}

/// <summary>A service and its profile.</summary>
public sealed record PlannedService(
    string Name, string Layer, string Namespace, ServiceProfile Profile, IReadOnlyList<string> Hosts, string Runbook)
{
    /// <summary>The same hosts with their exposure.</summary>
    public IReadOnlyList<ExposedHost> Exposed { get; init; } = [];

    /// <summary>Whether it declares no exposure, in any edge mode.</summary>
    public bool IsNeverExposed { get; init; }
}

/// <summary>A DNS record.</summary>
public sealed record PlannedRecord(string Name, string Type, bool Proxied);

/// <summary>The requests of the services and the capacity of the machines.</summary>
public sealed record PlannedBudget(Footprint Needed, Footprint Capacity)
{
    public bool Fits =>
        Needed.Cpu <= Capacity.Cpu && Needed.MemoryMiB <= Capacity.MemoryMiB && Needed.DiskGiB <= Capacity.DiskGiB;
}

/// <summary>The monthly cost of a stack.</summary>
public sealed record PlannedCost(string Currency, IReadOnlyList<CostItem> Items)
{
    public decimal Monthly => Items.Sum(item => item.Monthly);
}

/// <summary>An item of the monthly cost.</summary>
public sealed record CostItem(string Name, decimal Monthly);
