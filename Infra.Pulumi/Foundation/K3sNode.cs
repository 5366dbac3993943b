using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;
using Pulumi;

namespace Infra.Foundation;

public sealed record K3sNodeArgs
{
    public required Node Node { get; init; }

    public required ClusterSettings Settings { get; init; }

    /// <summary>What a node shows to be let in.</summary>
    public required Output<string> Token { get; init; }

    /// <summary>Whether more servers follow, which takes another datastore from the start.</summary>
    public bool HasPeers { get; init; }

    /// <summary>The server to join; none for the first.</summary>
    public K3sNode? Joins { get; init; }
}

/// <summary>k3s on a machine: the pinned release, verified, configured by file. Ready once the node reports Ready.</summary>
public sealed class K3sNode : ComponentResource
{
    private readonly Machine _machine;

    public K3sNode(string name, K3sNodeArgs args, ComponentResourceOptions? options = null)
        : base("infra:foundation:K3sNode", name, options)
    {
        _machine = args.Node.Machine;
        var role = SettingShape.Spell(args.Node.Role);
        var release = Pins.K3s.Releases[args.Settings.Version.Text];

        var install = new RemoteScript($"{name}-install", new()
        {
            Machine = _machine,
            Script = "k3s-install.sh",
            Parameters = new Dictionary<string, Input<string>>
            {
                ["ROLE"] = role,
                ["K3S_VERSION"] = args.Settings.Version.Text,
                ["DOWNLOAD_URL"] = Pins.K3s.DownloadUrl(args.Settings.Version),
                ["SHA256_AMD64"] = release.Amd64,
                ["SHA256_ARM64"] = release.Arm64,
                ["UPGRADE"] = "true",
            },
        }, new() { Parent = this });

        var node = new RemoteScript($"{name}-node", new()
        {
            Machine = _machine,
            Script = "k3s-node.sh",
            Parameters = new Dictionary<string, Input<string>>
            {
                ["ROLE"] = role,
                ["NODE_NAME"] = _machine.Name,
                ["CLUSTER_INIT"] = args is { Joins: null, HasPeers: true } ? "true" : "false",
                ["SERVER_URL"] = args.Joins is null ? "" : args.Joins.Url,
                ["SERVER_CA"] = args.Joins is null ? "" : args.Joins.Authority,
                ["CONFIG"] = args.Node.Role == NodeRole.Server ? Host.Apply(ServerConfig) : "",
                ["WAIT_SECONDS"] = "300",
            },
            Stdin = Output.Format($"token={args.Token}\n"),
        }, new() { Parent = this, DependsOn = { install } });

        Authority = node.Stdout.Apply(text => $"{text}".Trim());
        Ready = node;
        RegisterOutputs();
    }

    /// <summary>Where its API answers.</summary>
    public Output<string> Url => Output.Format($"https://{Host}:6443");

    /// <summary>The fingerprint of the cluster's certificate authority, by which joining nodes know the cluster.</summary>
    public Output<string> Authority { get; }

    /// <summary>The script that ends when the node is Ready.</summary>
    public RemoteScript Ready { get; }

    private Output<string> Host => _machine.Address?.ToOutput() ?? Output.Create("127.0.0.1");

    private static string ServerConfig(string host) => $"""
        tls-san:
          - {host}
        secrets-encryption: true
        write-kubeconfig-mode: "0600"
        """;
}
