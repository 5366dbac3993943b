using Infra.Charts;
using Pulumi;

namespace Infra.Bricks;

public sealed record PostgresDatabaseArgs
{
    /// <summary>Where secrets live.</summary>
    public required SecretHome Home { get; init; }

    public required StoreAccess Server { get; init; }

    /// <summary>The CloudNativePG cluster that serves it; none where it runs elsewhere.</summary>
    public PostgresCluster? Cluster { get; init; }

    public required string StoresNamespace { get; init; }

    public required Consumer Consumer { get; init; }

    /// <summary>Whether the database outlives its declaration here.</summary>
    public bool KeepsData { get; init; }
}

/// <summary>A database and its owner for one consumer, whose credentials are in the secret `NAME-postgres` of its namespace.</summary>
public sealed class PostgresDatabase : ComponentResource
{
    public PostgresDatabase(string name, PostgresDatabaseArgs args, ComponentResourceOptions? options = null)
        : base("infra:bricks:PostgresDatabase", name, options)
    {
        Credentials = new ConsumerSecret($"{name}-postgres", new()
        {
            Home = args.Home,
            Consumer = args.Consumer,
            StoresNamespace = args.StoresNamespace,
            Server = args.Server,
            Database = args.Consumer.Identifier,
            Labels = args.Cluster is null ? new Dictionary<string, string>() : PostgresCluster.AppliesAtOnce,
            Url = password => Output.Format(
                $"postgresql://{args.Consumer.Identifier}:{password}@{args.Server.Host}:{args.Server.Port}/{args.Consumer.Identifier}?sslmode={args.Server.PostgresTls}"),
        }, new() { Parent = this });

        Ready = args.Cluster is null ? ByJob(name, args) : ByOperator(name, args, args.Cluster);
        RegisterOutputs();
    }

    public ConsumerSecret Credentials { get; }

    /// <summary>Exists once the consumer can connect.</summary>
    public Resource Ready { get; }

    private KubernetesObject ByOperator(string name, PostgresDatabaseArgs args, PostgresCluster cluster)
    {
        var role = new PostgresRole($"{name}-role",
            new() { Cluster = cluster, User = args.Consumer.Identifier, Secret = Credentials.SecretName, Reclaim = Reclaim(args) },
            new() { Parent = this, DependsOn = { Credentials, cluster.Cluster } });

        return new KubernetesObject($"{name}-database", new()
        {
            ApiVersion = "postgresql.cnpg.io/v1",
            Kind = "Database",
            Namespace = cluster.Namespace,
            Spec = new
            {
                cluster = new { name = cluster.Name },
                name = args.Consumer.Identifier,
                owner = args.Consumer.Identifier,
                databaseReclaimPolicy = Reclaim(args),
            },
            WaitFor = "jsonpath={.status.applied}=true",
        }, new() { Parent = this, DependsOn = { role } });
    }

    private ClusterJob ByJob(string name, PostgresDatabaseArgs args) => new($"{name}-database", new()
    {
        Namespace = args.StoresNamespace,
        To = [args.Server.Flow],
        Steps =
        [
            new()
            {
                Image = ImagePins.PostgreSql,
                Command = ScriptText.Command("postgres-database.sh"),
                Environment = args.Server.PostgresVariables
                    .With(("CONSUMER", args.Consumer.Identifier))
                    .WithSecret("CONSUMER_PASSWORD", Credentials["password"]),
            },
        ],
    }, new() { Parent = this, DependsOn = { args.Server.Ready.Append(Credentials).ToArray() } });

    private static string Reclaim(PostgresDatabaseArgs args) => args.KeepsData ? "retain" : "delete";
}
