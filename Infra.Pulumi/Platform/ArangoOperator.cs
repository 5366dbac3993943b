using Infra.Bricks;
using Infra.Charts;

namespace Infra.Platform;

/// <summary>The operator of ArangoDB. It watches the namespace that it runs in, which is that of the data stores.</summary>
public sealed class ArangoOperator : PlatformService
{
    private static readonly string[] Architectures = ["amd64", "arm64"];

    private static readonly Footprint Pod = new(0.02m, 128);

    public ArangoOperator(Ground ground)
        : base("infra:platform:ArangoOperator", "arango-operator", Answers, ground)
    {
        Install(ChartPins.KubeArangoDb, new
        {
            @operator = new
            {
                architectures = Architectures,
                features = new { networking = false, scheduler = false, platform = false },
                resources = Pod.Resources(512),
            },
        });
        RegisterOutputs();
    }

    private static ServiceProfile Answers => new()
    {
        Namespace = "data",
        Software = Software.Of(ChartPins.KubeArangoDb),
        Footprint = Pod,
        Network = new()
        {
            From = [new(Peer.Nodes, 8528), new(Peer.Everything("observability"), 8528)],
            To = [Flow.ToKubernetes, new(Peer.Everything("data"), 8529)],
        },
        Backup = "none: it stores nothing; ArangoDB has its own answer",
        Monitoring = "its deployment is available; the Ready condition of the ArangoDeployment",
        Upgrade = "change its version in Charts/ChartPins.cs; the operator maintains its own resource definitions",
        BlastRadius = "ArangoDB runs on, but nothing repairs or reconfigures it",
    };
}
