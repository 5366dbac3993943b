using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;
using Pulumi;

namespace Infra.Backups;

/// <summary>Who dumps and restores a PostgreSQL of the cluster. Nobody but a superuser sees everything and may give it back to its owners.</summary>
public sealed class PostgresRole : ComponentResource
{
    private const string User = "backup";

    public PostgresRole(string name, PostgresCluster cluster, ComponentResourceOptions? options = null)
        : base("infra:backups:PostgresRole", name, options)
    {
        var password = new SecretBundle(name, new()
        {
            Namespace = cluster.Namespace,
            Generated = new Dictionary<string, int> { ["password"] = 40 },
            Given = new Dictionary<string, Output<string>> { ["username"] = Output.Create(User) },
            Type = "kubernetes.io/basic-auth",
            Labels = PostgresCluster.AppliesAtOnce,
        }, new() { Parent = this });
        var role = new KubernetesObject($"{name}-role", new()
        {
            ApiVersion = "postgresql.cnpg.io/v1",
            Kind = "DatabaseRole",
            Namespace = cluster.Namespace,
            Spec = new
            {
                cluster = new { name = cluster.Name },
                name = User,
                login = true,
                superuser = true,
                passwordSecret = new { name = password.SecretName },
                databaseRoleReclaimPolicy = "retain",
            },
            WaitFor = "jsonpath={.status.applied}=true",
        }, new() { Parent = this, DependsOn = { password, cluster } });
        Access = new()
        {
            Host = cluster.Host,
            Port = 5432,
            Tls = true,
            Administrator = User,
            Password = new(password.SecretName, "password"),
            Peer = Peer.Labelled("PostgreSQL", cluster.Namespace, "cnpg.io/cluster", cluster.Name),
            Ready = [role],
        };
        RegisterOutputs();
    }

    public StoreAccess Access { get; }
}
