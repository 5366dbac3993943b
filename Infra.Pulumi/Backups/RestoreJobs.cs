namespace Infra.Backups;

/// <summary>The jobs that lie ready in a cluster for `./infra restore` to start.</summary>
public static class RestoreJobs
{
    public const string Namespace = "data";

    /// <summary>From the stack's own dumps.</summary>
    public const string Own = "backups-restore";

    /// <summary>From those of `infra:backups.restoreFrom`.</summary>
    public const string Other = "backups-restore-other";
}
