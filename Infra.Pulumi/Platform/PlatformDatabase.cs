using Infra.Bricks;
using Pulumi;

namespace Infra.Platform;

public sealed record PlatformDatabaseArgs
{
    public required SecretHome Home { get; init; }

    /// <summary>The CloudNativePG cluster, in the same namespace.</summary>
    public required PostgresCluster Cluster { get; init; }

    /// <summary>Why its password cannot come from Vault.</summary>
    public string? OutsideVault { get; init; }

    public bool KeepsData { get; init; }
}

/// <summary>A database and the only user who may use it, in a cluster of CloudNativePG. Ready when both are there.</summary>
public sealed class PlatformDatabase : ComponentResource
{
    private readonly Output<string> _password;

    public PlatformDatabase(string name, PlatformDatabaseArgs args, ComponentResourceOptions? options = null)
        : base("infra:platform:PlatformDatabase", name, options)
    {
        Name = name;
        Host = args.Cluster.Host;
        Credentials = new SecretBundle($"{args.Cluster.Name}-{name}", new()
        {
            Home = args.Home,
            Namespace = args.Cluster.Namespace,
            Generated = new Dictionary<string, int> { ["password"] = 40 },
            Given = new Dictionary<string, Output<string>> { ["username"] = Output.Create(name) },
            Type = "kubernetes.io/basic-auth",
            Labels = PostgresCluster.AppliesAtOnce,
            OutsideVault = args.OutsideVault,
        }, new() { Parent = this });
        _password = Credentials["password"];

        var role = new PostgresRole($"{args.Cluster.Name}-{name}-role", new() { Cluster = args.Cluster, User = name, Secret = Credentials.SecretName },
            new() { Parent = this, DependsOn = { args.Cluster, Credentials } });

        _ = new KubernetesObject($"{args.Cluster.Name}-{name}-database", new()
        {
            ApiVersion = "postgresql.cnpg.io/v1",
            Kind = "Database",
            Namespace = args.Cluster.Namespace,
            Spec = new { cluster = new { name = args.Cluster.Name }, name, owner = name, databaseReclaimPolicy = "retain" },
            WaitFor = "jsonpath={.status.applied}=true",
        }, new() { Parent = this, DependsOn = { role }, Protect = args.KeepsData, RetainOnDelete = args.KeepsData });
        RegisterOutputs();
    }

    public string Name { get; }

    public string Host { get; }

    /// <summary>With the keys `username` and `password`.</summary>
    public SecretBundle Credentials { get; }

    /// <summary>The secret with the authority that signs the server's certificate, under `ca.crt`.</summary>
    public static string AuthorityOf(string cluster) => $"{cluster}-ca";

    /// <summary>As libpq and Go read it. The password has no letter that a URL would need to escape.</summary>
    public Output<string> Url(string parameters) => Output.CreateSecret(
        _password.Apply(password => $"postgres://{Name}:{password}@{Host}:5432/{Name}?{parameters}"));
}
