using Infra.Bricks;
using Infra.Charts;
using Infra.Foundation;
using Infra.Platform;
using Infra.Settings;
using Pulumi;

namespace Infra.Data;

/// <summary>The business ArangoDB: one server of it, in the cluster or elsewhere.</summary>
public sealed class ArangoDb : PlatformService
{
    private const string Home = "data";
    public const string Name = "arangodb";
    private const int Port = 8529;

    private static readonly string[] AccessModes = ["ReadWriteOnce"];

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = Name,
        Namespace = ServiceNamespace.Data,
        Runs = stack => stack.Settings.ArangoDb.Enabled,
        Needs = stack => stack.Settings.ArangoDb.IsInCluster ? [ArangoOperator.Name] : [],
        Dump = settings => settings.ArangoDb.IsInCluster ? DumpPolicy.Nightly : DumpPolicy.None,
        MaySleep = false,
        Profile = stack => ProfileOf(stack.Settings),
        Build = context => new ArangoDb(context),
    };

    public ArangoDb(ServiceContext context)
        : base("infra:data:ArangoDb", Declaration, context)
    {
        var external = Settings.ArangoDb.External;
        var root = new SecretBundle($"{Name}-administrator", new()
        {
            Home = Context.Secrets,
            Namespace = Home,
            Generated = external is null ? new Dictionary<string, int> { ["password"] = 32 } : [],
            Given = new Dictionary<string, Output<string>>(
                external is null
                    ? [new("username", Output.Create("root"))]
                    : [new("password", external.Password.ToInput().ToOutput())]),
        }, new() { Parent = this });
        var password = new SecretKey(root.SecretName, "password");
        Server = external is null ? InCluster(root, password) : StoreAccess.Elsewhere(external, Port, password, root);

        foreach (var application in Settings.ArangoDb.Databases)
        {
            DatabaseFor(new(application.Text, Home));
        }

        RegisterOutputs();
    }

    public StoreAccess Server { get; }

    private string Url => $"{(Server.Tls ? "https" : "http")}://{Server.Host}:{Server.Port}";

    /// <summary>Gives a consumer a database and a user of its own.</summary>
    public ConsumerSecret DatabaseFor(Consumer consumer)
    {
        var credentials = new ConsumerSecret($"{consumer.Name}-{Name}", new()
        {
            Home = Context.Secrets,
            Consumer = consumer,
            StoresNamespace = Home,
            Server = Server,
            Database = consumer.Identifier,
            Url = _ => Output.Create(Url),
        }, new() { Parent = this });

        _ = new ClusterJob($"{consumer.Name}-{Name}-database", new()
        {
            Namespace = Home,
            To = [Server.Flow],
            Steps =
            [
                new()
                {
                    Image = ImagePins.Curl,
                    Command = ScriptText.Command("arangodb-database.sh"),
                    Environment = new()
                    {
                        Plain = new Dictionary<string, string>
                        {
                            ["ARANGODB_URL"] = Url,
                            ["ARANGODB_USER"] = Server.Administrator,
                            ["CONSUMER"] = consumer.Identifier,
                        },
                        Secret = new Dictionary<string, SecretKey>
                        {
                            ["ARANGODB_PASSWORD"] = Server.Password,
                            ["CONSUMER_PASSWORD"] = credentials["password"],
                        },
                    },
                },
            ],
        }, new() { Parent = this, DependsOn = { Server.Ready.Append(credentials).ToArray() } });
        return credentials;
    }

    private StoreAccess InCluster(SecretBundle root, SecretKey password)
    {
        var pods = new Dictionary<string, string> { ["arango_deployment"] = Name };
        var deployment = new KubernetesObject(Name, new()
        {
            ApiVersion = "database.arangodb.com/v1",
            Kind = "ArangoDeployment",
            Namespace = Home,
            Spec = new
            {
                mode = "Single",
                image = ImagePins.ArangoDb.ToString(),
                environment = Settings.KeepsData ? "Production" : "Development",
                bootstrap = new { passwordSecretNames = new { root = root.SecretName } },
                externalAccess = new { type = "None" },
                single = new
                {
                    priorityClassName = Priorities.Data,
                    resources = new
                    {
                        requests = new { cpu = "100m", memory = Settings.ArangoDb.Memory.Text },
                        limits = new { memory = $"{Settings.ArangoDb.Memory.MiB * 2}Mi" },
                    },
                    volumeClaimTemplate = new
                    {
                        spec = new
                        {
                            accessModes = AccessModes,
                            storageClassName = Settings.StorageClass,
                            resources = new { requests = new { storage = Settings.ArangoDb.Disk.Text } },
                        },
                    },
                },
            },
            WaitFor = "condition=Ready",
        }, new()
        {
            Parent = this,
            DependsOn = { root, Allow(Name, pods, Profile.Network) },
            Protect = Settings.KeepsData,
            RetainOnDelete = Settings.KeepsData,
        });

        return new()
        {
            Host = $"{Name}.{Home}.svc",
            Port = Port,
            Tls = true,
            Administrator = "root",
            Password = password,
            Peer = Peer.Labelled("ArangoDB", Home, "arango_deployment", Name),
            Ready = [deployment],
        };
    }

    private static ServiceProfile ProfileOf(PlatformSettings settings) => settings.ArangoDb.External is { } external
        ? External.ProfileOf(external, "ArangoDB", Port)
        : new()
        {
            Software = Software.Of(ImagePins.ArangoDb),
            Footprint = new(0.1m, settings.ArangoDb.Memory.MiB, settings.ArangoDb.Disk.MiB / 1024),
            Network = new()
            {
                From = [new(Peer.Everything(Home), Port), new(Peer.Everything("observability"), Port), new(Peer.Applications, Port), new(Peer.Everything("kubero"), Port)],
                To = [Flow.ToKubernetes, new(Peer.Itself, Port)],
            },
            Backup = (settings.Backups.Enabled ? "a dump of all databases every night; " : "") + "its volume is retained where data is kept",
            Monitoring = "the Ready condition of its ArangoDeployment; memory and disk",
            Probe = Probe.At("tcp://arangodb.data.svc:8529"),
            Upgrade = "change its image in Charts/ImagePins.cs; the operator upgrades the files in place",
            BlastRadius = "the applications that have a database here",
        };
}
