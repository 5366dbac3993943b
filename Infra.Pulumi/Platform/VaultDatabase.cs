using System.Text.Json;
using Infra.Bricks;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Platform;

public sealed record VaultDatabaseArgs
{
    /// <summary>The business PostgreSQL in the cluster.</summary>
    public required PostgresCluster Cluster { get; init; }

    /// <summary>The applications, each with a database and an owner of its own name.</summary>
    public required IReadOnlyList<string> Applications { get; init; }
}

/// <summary>Short-lived users of the business PostgreSQL: Vault makes one for whoever may ask, and takes it back after a day.</summary>
public sealed class VaultDatabase : ComponentResource
{
    private const string User = "vault";

    private static readonly string[] Revocation = ["DROP ROLE IF EXISTS \"{{name}}\";"];

    public VaultDatabase(string name, VaultDatabaseArgs args, ComponentResourceOptions? options = null)
        : base("infra:platform:VaultDatabase", name, options)
    {
        var files = new ConfigMapArgs { Metadata = new ObjectMetaArgs { Name = name, Namespace = SecretHome.Namespace } };
        foreach (var application in args.Applications)
        {
            files.Data.Add($"{application}.json", RoleOf(application));
        }

        var map = new ConfigMap(name, files, new() { Parent = this });
        var (administrator, secretName) = Administrator(name, args.Cluster);
        _ = new VaultJob($"{name}-job", new()
        {
            Scripts = ["vault-database.sh"],
            Variables = new Dictionary<string, string>(VaultJob.Variables)
            {
                ["ADMIN_PASSWORD"] = "/administrator/password",
                ["ADMIN_USER"] = User,
                ["DATABASE"] = "postgres",
                ["DATABASE_URL"] = $"postgresql://{{{{username}}}}:{{{{password}}}}@{args.Cluster.Host}:5432/postgres?sslmode=require",
                ["ROLES"] = "/roles",
            },
            Files = new Dictionary<string, string> { ["/roles"] = name },
            Secrets = new Dictionary<string, string> { ["/administrator"] = secretName },
            Version = string.Concat(args.Applications.Select(RoleOf)),
        }, new() { Parent = this, DependsOn = { map, administrator } });
        RegisterOutputs();
    }

    // PostgreSQL lets nobody but a superuser hand out membership in roles that somebody else owns.
    private (Resource Role, string SecretName) Administrator(string name, PostgresCluster cluster)
    {
        var there = new SecretBundle($"{name}-administrator", new()
        {
            Namespace = cluster.Namespace,
            Generated = new Dictionary<string, int> { ["password"] = 40 },
            Given = new Dictionary<string, Output<string>> { ["username"] = Output.Create(User) },
            Type = "kubernetes.io/basic-auth",
        }, new() { Parent = this });
        var here = new SecretBundle($"{name}-connection", new()
        {
            Namespace = SecretHome.Namespace,
            Given = new Dictionary<string, Output<string>> { ["password"] = there["password"] },
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
                passwordSecret = new { name = there.SecretName },
                databaseRoleReclaimPolicy = "retain",
            },
            WaitFor = "jsonpath={.status.applied}=true",
        }, new() { Parent = this, DependsOn = { there, here, cluster } });
        return (role, here.SecretName);
    }

    // The new user acts as the owner, so that whatever it makes belongs to the application and not to somebody who is gone tomorrow.
    private static string RoleOf(string application)
    {
        var owner = application.Replace('-', '_');
        return JsonSerializer.Serialize(new
        {
            creation_statements = new[]
            {
                $"CREATE ROLE \"{{{{name}}}}\" LOGIN PASSWORD '{{{{password}}}}' VALID UNTIL '{{{{expiration}}}}' IN ROLE \"{owner}\";",
                $"ALTER ROLE \"{{{{name}}}}\" SET ROLE \"{owner}\";",
            },
            revocation_statements = Revocation,
            default_ttl = "1h",
            max_ttl = "24h",
        });
    }
}
