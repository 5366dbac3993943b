using System.Collections.Immutable;
using Infra.Bricks;

namespace Infra.Tests.Cluster;

/// <summary>A script of Scripts/ with its parameters, as the program sends it.</summary>
internal sealed record Call(string Script, ImmutableSortedDictionary<string, string> Parameters, string Stdin = "")
{
    public const string Old = "v1.36.4+k3s1";
    public const string New = "v1.36.5+k3s1";

    public static readonly Call Install = Any("k3s-install.sh", ("ROLE", "server"), ("K3S_VERSION", Old), ("UPGRADE", "true"),
        ("DOWNLOAD_URL", ""), ("SHA256_AMD64", ""), ("SHA256_ARM64", ""));

    public static readonly Call Node = Any("k3s-node.sh", ("ROLE", "server"), ("K3S_VERSION", Old), ("NODE_NAME", "one"),
        ("CLUSTER_INIT", "true"), ("SERVER_URL", ""), ("SERVER_CA", ""), ("CONFIG", "tls-san:\n  - kapi.example.org"),
        ("WAIT_SECONDS", "20")) with
    {
        Stdin = "token=hush-token\nagent-token=hush-agent\netcd-s3-secret-key=hush'key\n",
    };

    public static readonly Call Manifests = Any("k3s-manifests.sh", ("MANIFESTS", "#file traefik.yaml\nkind: HelmChartConfig"));

    public static readonly Call Kubeconfig = Any("k3s-kubeconfig.sh", ("CLUSTER_NAME", "infra-staging"),
        ("API_ADDRESS", "https://kapi.example.org:6443"));

    public static readonly Call RemoveNode = Any("k3s-remove-node.sh", ("NODE_NAME", "two"), ("DRAIN_SECONDS", "2"), ("FORCE", "false"));

    public static readonly Call Snapshot = Any("k3s-snapshot.sh", ("S3_ENDPOINT", "https://s3.example.org"), ("S3_BUCKET", "snapshots"),
        ("S3_REGION", "auto"), ("S3_FOLDER", "staging"), ("SCHEDULE", "*-*-* 03:17:00"));

    public static readonly Call Uninstall = Any("k3s-uninstall.sh", ("KEEP_DATA", "false"));

    public string Command => Compose(ScriptText.Read(Script));

    public Call With(params (string Name, string Value)[] changes) =>
        this with { Parameters = Parameters.SetItems(changes.Select(change => KeyValuePair.Create(change.Name, change.Value))) };

    public string Compose(string script) => ScriptText.Compose(script, Parameters.Select(pair => (pair.Key, pair.Value)), asRoot: true);

    private static Call Any(string script, params (string Name, string Value)[] parameters) =>
        new(script, ImmutableSortedDictionary<string, string>.Empty.AddRange(parameters.Select(p => KeyValuePair.Create(p.Name, p.Value))));
}
