using System.Text.Json;
using Infra.Bricks;
using Pulumi;

namespace Infra.Platform;

public sealed record VaultDatabaseArgs
{
    public required SecretHome Home { get; init; }

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
        var roles = new FileMap(name, SecretHome.Namespace, args.Applications.ToDictionary(application => $"{application}.json", RoleOf), new() { Parent = this });
        var administrator = new PostgresSuperuser($"{name}-administrator", args.Cluster, User, args.Home, new() { Parent = this });
        var connection = new SecretBundle($"{name}-connection", new()
        {
            Home = args.Home,
            Namespace = SecretHome.Namespace,
            Given = new Dictionary<string, Output<string>> { ["password"] = administrator.Credentials["password"] },
        }, new() { Parent = this });
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
            Secrets = new Dictionary<string, string> { ["/administrator"] = connection.SecretName },
            Version = string.Concat(args.Applications.Select(RoleOf)),
        }, new() { Parent = this, DependsOn = { roles, administrator, connection } });
        RegisterOutputs();
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
