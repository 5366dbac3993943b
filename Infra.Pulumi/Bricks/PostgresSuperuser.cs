using Pulumi;

namespace Infra.Bricks;

/// <summary>
/// A superuser of a PostgreSQL of the cluster, with a password of its own, for what nobody less may do: see every database and give it
/// back to its owner, or hand out membership in roles that somebody else owns.
/// </summary>
public sealed class PostgresSuperuser : ComponentResource
{
    public PostgresSuperuser(string name, PostgresCluster cluster, string user, SecretHome home, ComponentResourceOptions? options = null)
        : base("infra:bricks:PostgresSuperuser", name, options)
    {
        Credentials = new SecretBundle(name, new()
        {
            Home = home,
            Namespace = cluster.Namespace,
            Generated = new Dictionary<string, int> { ["password"] = 40 },
            Given = new Dictionary<string, Output<string>> { ["username"] = Output.Create(user) },
            Type = "kubernetes.io/basic-auth",
            Labels = PostgresCluster.AppliesAtOnce,
        }, new() { Parent = this });
        var role = new PostgresRole($"{name}-role", new() { Cluster = cluster, User = user, Secret = Credentials.SecretName, IsSuperuser = true },
            new() { Parent = this, DependsOn = { Credentials, cluster } });
        Access = new()
        {
            Host = cluster.Host,
            Port = 5432,
            Tls = true,
            Administrator = user,
            Password = new(Credentials.SecretName, "password"),
            Peer = Peer.Labelled("PostgreSQL", cluster.Namespace, "cnpg.io/cluster", cluster.Name),
            Ready = [role],
        };
        RegisterOutputs();
    }

    /// <summary>With the keys `username` and `password`, in the namespace of the server.</summary>
    public SecretBundle Credentials { get; }

    public StoreAccess Access { get; }
}
