using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;
using Infra.Settings.Reading;
using Pulumi;

namespace Infra.Foundation;

public sealed record K3sNodeArgs
{
    public required Node Node { get; init; }

    public required StackServices Stack { get; init; }

    /// <summary>What a node shows to be let in.</summary>
    public required Output<string> Token { get; init; }

    /// <summary>Whether more servers follow, which takes another datastore from the start.</summary>
    public bool HasPeers { get; init; }

    /// <summary>The server to join; none for the first.</summary>
    public K3sNode? Joins { get; init; }

    /// <summary>Where etcd sends its snapshots, if anywhere.</summary>
    public ObjectStoreAccess? Snapshots { get; init; }

    /// <summary>Files that the cluster applies by itself, each after a line `#file NAME.yaml`.</summary>
    public string Manifests { get; init; } = "";
}

/// <summary>k3s on a machine: the pinned release, verified, configured by file. Ready once the node reports Ready.</summary>
public sealed class K3sNode : ComponentResource
{
    private readonly K3sNodeArgs _args;

    public K3sNode(string name, K3sNodeArgs args, ComponentResourceOptions? options = null)
        : base("infra:foundation:K3sNode", name, options)
    {
        _args = args;
        var isServer = args.Node.Role == NodeRole.Server;

        var before = new List<Resource> { Run("install", "k3s-install.sh", Install()) };
        if (isServer)
        {
            before.Add(Run("manifests", "k3s-manifests.sh", new() { ["MANIFESTS"] = args.Manifests }, before));
        }

        var node = Run("node", "k3s-node.sh", Configuration(), before, Secrets(), undo: "k3s-uninstall.sh");
        Authority = node.Stdout.Apply(text => $"{text}".Trim());
        Ready = args.Joins is null ? node : LeaveThrough(args.Joins, node);
        RegisterOutputs();
    }

    public Machine Machine => _args.Node.Machine;

    /// <summary>Where its API answers.</summary>
    public Output<string> Url => Output.Format($"https://{Host}:6443");

    /// <summary>The fingerprint of the cluster's certificate authority, by which joining nodes know the cluster.</summary>
    public Output<string> Authority { get; }

    /// <summary>What ends when the node is Ready.</summary>
    public RemoteScript Ready { get; }

    private Output<string> Host => Machine.Address?.ToOutput() ?? Output.Create("127.0.0.1");

    // The tls-san lets the certificate be valid for the address that the kubeconfig names.
    private string ServerConfig(string host) => $"""
        tls-san:
          - {host}
        {(_args.Stack.ReadsMetrics ? "" : "disable: [metrics-server]")}
        {ClusterSignIn.ConfigOf(_args.Stack)}
        """;

    private bool SendsSnapshots => _args is { HasPeers: true, Snapshots: not null, Node.Role: NodeRole.Server };

    // Twice a day, kept for a month; the bucket's lifecycle does not know etcd's names.
    private string EtcdConfig => !SendsSnapshots ? "" : $"""
        etcd-snapshot-schedule-cron: "17 3,15 * * *"
        etcd-snapshot-retention: 60
        etcd-s3: true
        etcd-s3-endpoint: {new Uri(_args.Snapshots!.Endpoint).Host}
        etcd-s3-bucket: {_args.Snapshots.Bucket}
        etcd-s3-region: {_args.Snapshots.Region}
        etcd-s3-folder: {ObjectStore.SnapshotFolder}/etcd
        """;

    private Output<string> Secrets() => SendsSnapshots
        ? Output.Format($"token={_args.Token}\netcd-s3-access-key={_args.Snapshots!.AccessKeyId}\netcd-s3-secret-key={_args.Snapshots.SecretAccessKey}\n")
        : Output.Format($"token={_args.Token}\n");

    private Dictionary<string, Input<string>> Install()
    {
        var version = _args.Stack.Settings.Cluster.Version;
        var release = Pins.K3s.Releases[version.Text];
        return new()
        {
            ["ROLE"] = SettingShape.Spell(_args.Node.Role),
            ["K3S_VERSION"] = version.Text,
            ["DOWNLOAD_URL"] = Pins.K3s.DownloadUrl(version.Text),
            ["SHA256_AMD64"] = release.Amd64,
            ["SHA256_ARM64"] = release.Arm64,
            // With several nodes a controller in the cluster replaces k3s, so that they restart one at a time.
            ["UPGRADE"] = _args.Stack.Settings.Nodes.Count > 1 ? "false" : "true",
        };
    }

    private Dictionary<string, Input<string>> Configuration() => new()
    {
        ["ROLE"] = SettingShape.Spell(_args.Node.Role),
        ["K3S_VERSION"] = _args.Stack.Settings.Cluster.Version.Text,
        ["NODE_NAME"] = Machine.Name,
        ["CLUSTER_INIT"] = _args is { Joins: null, HasPeers: true } ? "true" : "false",
        ["SERVER_URL"] = _args.Joins is null ? "" : _args.Joins.Url,
        ["SERVER_CA"] = _args.Joins is null ? "" : _args.Joins.Authority,
        ["CONFIG"] = _args.Node.Role == NodeRole.Server
            ? Output.Format($"{Host.Apply(ServerConfig)}\n{NodeNetwork.ConfigOf(_args.Node, _args.Stack.Settings)}\n{EtcdConfig}")
            : NodeNetwork.ConfigOf(_args.Node, _args.Stack.Settings),
        ["WAIT_SECONDS"] = "300",
        ["KEEP_DATA"] = _args.Stack.Settings.KeepsData ? "true" : "false", // read when the node is taken down
    };

    // Nothing to do when a node comes; when it goes, the cluster takes leave of it before k3s is taken off the machine.
    private RemoteScript LeaveThrough(K3sNode server, RemoteScript node) => new($"{GetResourceName()}-membership", new()
    {
        Machine = server.Machine,
        DeleteScript = "k3s-remove-node.sh",
        Parameters = new Dictionary<string, Input<string>>
        {
            ["NODE_NAME"] = Machine.Name,
            ["DRAIN_SECONDS"] = "300",
            ["FORCE"] = "false",
        },
    }, new() { Parent = this, DependsOn = { node } });

    private RemoteScript Run(
        string noun, string script, Dictionary<string, Input<string>> parameters, List<Resource>? after = null, Input<string>? stdin = null, string? undo = null) =>
        new($"{GetResourceName()}-{noun}", new()
        {
            Machine = Machine,
            Script = script,
            Parameters = parameters,
            Stdin = stdin,
            DeleteScript = undo,
        }, new() { Parent = this, DependsOn = after ?? [] });
}
