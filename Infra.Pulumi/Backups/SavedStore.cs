using Infra.Bricks;
using Pulumi;

namespace Infra.Backups;

/// <summary>A data store as its backup sees it.</summary>
public sealed record SavedStore
{
    /// <summary>The folder that a step dumps to; restic remembers it, so it is the same for good.</summary>
    public const string Folder = $"{StepJob.Work}/dump";

    public required string Name { get; init; }

    /// <summary>Where its jobs run: beside the store, whose password is there.</summary>
    public required string Namespace { get; init; }

    /// <summary>The store itself.</summary>
    public required Flow Flow { get; init; }

    /// <summary>Dumps it.</summary>
    public required JobStep Dump { get; init; }

    /// <summary>How large a dump may be: no larger than the volume that it is of.</summary>
    public required int DiskGiB { get; init; }

    /// <summary>What must be ready before the first dump.</summary>
    public required IReadOnlyList<Resource> Ready { get; init; }
}
