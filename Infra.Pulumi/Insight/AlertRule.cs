namespace Infra.Insight;

/// <summary>Something that somebody must hear of, as PromQL and a limit.</summary>
public sealed record AlertRule
{
    public required string Name { get; init; }

    /// <summary>The service that it is about.</summary>
    public required string Service { get; init; }

    public required string Query { get; init; }

    /// <summary>`above` or `below`.</summary>
    public string Op { get; init; } = "above";

    public required decimal Limit { get; init; }

    public string Window { get; init; } = "5m";

    /// <summary>`critical` wakes somebody, `warning` waits for the morning.</summary>
    public string Severity { get; init; } = "critical";

    public required string Meaning { get; init; }

    public required string Runbook { get; init; }

    /// <summary>Whether it fires all the time on purpose, and says so every half hour.</summary>
    public bool IsHeartbeat { get; init; }
}
