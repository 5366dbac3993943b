using Infra.Bricks;
using Infra.Settings;
using Pulumi;
using Pulumi.Random;

namespace Infra.Foundation;

/// <summary>
/// Copies of a single server's datastore in the object store, daily and once right now, encrypted before they leave. Three servers
/// keep theirs in etcd, which sends its own (<see cref="K3sNode"/>).
/// </summary>
public sealed class Snapshots : ComponentResource
{
    public Snapshots(string name, Cluster cluster, PlatformSettings settings, ObjectStoreAccess bucket, ComponentResourceOptions? options = null)
        : base("infra:foundation:Snapshots", name, options)
    {
        var keeps = settings.KeepsData;
        Passphrase = Output.CreateSecret(new RandomPassword($"{name}-passphrase", new() { Length = 48, Special = false },
            new() { Parent = this, Protect = keeps, RetainOnDelete = keeps }).Result);
        if (Server(cluster) is { } server)
        {
            _ = new RemoteScript($"{name}-{server.Machine.Name}", new()
            {
                Machine = server.Machine,
                Script = "k3s-snapshot.sh",
                Parameters = new Dictionary<string, Input<string>>
                {
                    ["S3_ENDPOINT"] = bucket.Endpoint,
                    ["S3_BUCKET"] = bucket.Bucket,
                    ["S3_REGION"] = bucket.Region,
                    ["S3_FOLDER"] = ObjectStore.SnapshotFolder,
                    ["SCHEDULE"] = "*-*-* 03:17:00",
                },
                Stdin = Output.Format($"access-key={bucket.AccessKeyId}\nsecret-key={bucket.SecretAccessKey}\npassphrase={Passphrase}\n"),
            }, new() { Parent = this, DependsOn = { cluster } });
        }

        RegisterOutputs();
    }

    /// <summary>Without it the copies are worth nothing.</summary>
    public Output<string> Passphrase { get; }

    private static Node? Server(Cluster cluster) =>
        cluster.Nodes.Where(node => node.Role == NodeRole.Server).ToList() is [var only] ? only : null;
}
