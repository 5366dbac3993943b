using Infra.Charts;
using Pulumi;

namespace Infra.Bricks;

public sealed record ClickHouseDatabaseArgs
{
    /// <summary>Where secrets live.</summary>
    public required SecretHome Home { get; init; }

    public required StoreAccess Server { get; init; }

    public required string StoresNamespace { get; init; }

    public required Consumer Consumer { get; init; }

    /// <summary>What it may do beyond its own database, such as `SELECT ON system.*`.</summary>
    public IReadOnlyList<string> Grants { get; init; } = [];
}

/// <summary>A database and its user for one consumer, whose credentials are in the secret `NAME-clickhouse` of its namespace.</summary>
public sealed class ClickHouseDatabase : ComponentResource
{
    public ClickHouseDatabase(string name, ClickHouseDatabaseArgs args, ComponentResourceOptions? options = null)
        : base("infra:bricks:ClickHouseDatabase", name, options)
    {
        var database = args.Consumer.Identifier;
        Credentials = new ConsumerSecret($"{name}-clickhouse", new()
        {
            Home = args.Home,
            Consumer = args.Consumer,
            StoresNamespace = args.StoresNamespace,
            Server = args.Server,
            Database = database,
            Url = password => Output.Format($"{Http(args.Server)}://{database}:{password}@{args.Server.Host}:{HttpPort(args.Server)}/{database}"),
        }, new() { Parent = this });

        Ready = new ClusterJob($"{name}-clickhouse-database", new()
        {
            Namespace = args.StoresNamespace,
            To = [args.Server.Flow],
            Steps =
            [
                new()
                {
                    Image = ImagePins.ClickHouseServer,
                    Command = ScriptText.Command("clickhouse-database.sh"),
                    Environment = new()
                    {
                        Plain = new Dictionary<string, string>
                        {
                            ["CLICKHOUSE_HOST"] = args.Server.Host,
                            ["CLICKHOUSE_PORT"] = $"{args.Server.Port}",
                            ["CLICKHOUSE_SECURE"] = args.Server.Tls ? "1" : "0",
                            ["CLICKHOUSE_USER"] = args.Server.Administrator,
                            ["CONSUMER"] = database,
                            ["GRANTS"] = string.Join('\n', args.Grants),
                        },
                        Secret = new Dictionary<string, SecretKey>
                        {
                            ["CLICKHOUSE_PASSWORD"] = args.Server.Password,
                            ["CONSUMER_PASSWORD"] = Credentials["password"],
                        },
                    },
                },
            ],
        }, new() { Parent = this, DependsOn = { args.Server.Ready.Append(Credentials).ToArray() } });
        Server = args.Server;
        RegisterOutputs();
    }

    public StoreAccess Server { get; }

    public ConsumerSecret Credentials { get; }

    /// <summary>Exists once the consumer can connect.</summary>
    public Resource Ready { get; }

    private static string Http(StoreAccess server) => server.Tls ? "https" : "http";

    // The port of the settings is the native one; HTTP has another, which providers leave at its default.
    private static int HttpPort(StoreAccess server) => server.Tls ? 8443 : ClickHouseCluster.HttpPort;
}
