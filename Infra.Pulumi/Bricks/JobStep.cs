using Infra.Charts;

namespace Infra.Bricks;

/// <summary>A part of a job, in a container of its own: it starts when the previous step has succeeded.</summary>
public sealed record JobStep
{
    public string Name { get; init; } = "job";

    public required Image Image { get; init; }

    /// <summary>It may run again at any time and then ends in the same state. See <see cref="ScriptText.Command"/>.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    public PodEnvironment Environment { get; init; } = new();

    public Footprint Footprint { get; init; } = new(0.01m, 32);

    public int MemoryLimitMiB { get; init; } = 256;

    /// <summary>Whether it writes to its folders alone.</summary>
    public bool HasReadOnlyRoot { get; init; }
}
