using Pulumi;

namespace Infra.Bricks;

public sealed record PostgresRoleArgs
{
    public required PostgresCluster Cluster { get; init; }

    public required string User { get; init; }

    /// <summary>The secret with the keys `username` and `password`.</summary>
    public required string Secret { get; init; }

    /// <summary>What becomes of the user when this is deleted.</summary>
    public string Reclaim { get; init; } = "retain";

    public bool IsSuperuser { get; init; }
}

/// <summary>A user of a PostgreSQL of the cluster. Ready when it can log in.</summary>
public sealed class PostgresRole(string name, PostgresRoleArgs args, CustomResourceOptions options)
    : KubernetesObject(name, Compose(args), options)
{
    private static KubernetesObjectArgs Compose(PostgresRoleArgs args) => new()
    {
        ApiVersion = "postgresql.cnpg.io/v1",
        Kind = "DatabaseRole",
        Namespace = args.Cluster.Namespace,
        Spec = new
        {
            cluster = new { name = args.Cluster.Name },
            name = args.User,
            login = true,
            superuser = args.IsSuperuser ? true : (bool?)null,
            passwordSecret = new { name = args.Secret },
            databaseRoleReclaimPolicy = args.Reclaim,
        },
        WaitFor = "jsonpath={.status.applied}=true",
    };
}
