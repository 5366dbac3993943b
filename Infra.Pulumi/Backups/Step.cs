using Infra.Bricks;
using Infra.Charts;

namespace Infra.Backups;

/// <summary>A part of a job, in a container of its own: it begins when the part before it has ended well.</summary>
public sealed record Step
{
    public required string Name { get; init; }

    public required Image Image { get; init; }

    /// <summary>The file's name in Scripts/.</summary>
    public required string Script { get; init; }

    /// <summary>Whether the script is bash; not every image has it.</summary>
    public bool IsBash { get; init; }

    public required PodEnvironment Environment { get; init; }

    /// <summary>What it may use at most.</summary>
    public int MemoryLimitMiB { get; init; } = 512;
}
