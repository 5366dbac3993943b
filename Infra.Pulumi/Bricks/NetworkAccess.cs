namespace Infra.Bricks;

/// <summary>Who may reach a service, and whom it reaches besides the cluster's own name server. The rest is denied.</summary>
public sealed record NetworkAccess
{
    public required IReadOnlyList<Flow> From { get; init; }

    public required IReadOnlyList<Flow> To { get; init; }

    public override string ToString() => $"from {Describe(From)}; to {Describe(To)}";

    private static string Describe(IReadOnlyList<Flow> flows) => flows.Count == 0 ? "nobody" : string.Join(", ", flows);
}
