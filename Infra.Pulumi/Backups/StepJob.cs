using Infra.Bricks;
using Infra.Foundation;
using Pulumi;

namespace Infra.Backups;

public sealed record StepJobArgs
{
    public required string Namespace { get; init; }

    public required IReadOnlyList<JobStep> Steps { get; init; }

    /// <summary>The peers it connects to.</summary>
    public required IReadOnlyList<Flow> To { get; init; }

    /// <summary>The size limit of the folder that one step hands to the next.</summary>
    public int WorkGiB { get; init; } = 1;

    public required JobSchedule Schedule { get; init; }

    /// <summary>Files that every step finds in <see cref="ClusterJob.FilesFolder"/>.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();
}

/// <summary>A job whose steps share a folder and can start PostgreSQL.</summary>
public sealed class StepJob(string name, StepJobArgs args, ComponentResourceOptions? options = null)
    : ClusterJob("infra:backups:StepJob", name, Compose(args), options)
{
    public const string Work = "/work";

    private const int Postgres = 26; // PostgreSQL starts only as a user that its image knows

    private static ClusterJobArgs Compose(StepJobArgs args) => new()
    {
        Namespace = args.Namespace,
        Steps = [.. args.Steps.Select(step => step with { Footprint = SavedStores.Pod, MemoryLimitMiB = 512 })],
        To = args.To,
        Schedule = args.Schedule,
        Files = args.Files,
        Folders = [PodFolder.Empty("work", Work, args.WorkGiB)],
        User = Postgres,
        OwnsFolders = true,
        Priority = Priorities.Batch,
        // Ten retries outlast the half hour after which restic takes the lock of a dead run for stale. A run on request is not retried.
        Retries = args.Schedule.IsSuspended ? 0 : 10,
        Deadline = TimeSpan.FromHours(12), // a run that hangs would hold up all later ones
        Timeout = TimeSpan.FromHours(1),
    };
}
