using Infra.Bricks;
using Infra.Charts;

namespace Infra.Platform;

/// <summary>The operator of ArangoDB. It watches the namespace that it runs in, which is that of the data stores.</summary>
public sealed class ArangoOperator : PlatformService
{
    public const string Name = "arango-operator";

    private static readonly string[] Architectures = ["amd64", "arm64"];

    private static readonly Footprint Pod = new(0.02m, 128);

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = Name,
        Namespace = ServiceNamespace.Data,
        Runs = stack => stack.Need(Name),
        MaySleep = false,
        Profile = _ => ProfileOf(),
        Build = context => new ArangoOperator(context),
    };

    public ArangoOperator(ServiceContext context)
        : base("infra:platform:ArangoOperator", Declaration, context)
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

    private static ServiceProfile ProfileOf() => new()
    {
        Software = Software.Of(ChartPins.KubeArangoDb),
        Footprint = Pod,
        Network = new()
        {
            From = [new(Peer.Nodes, 8528), new(Peer.Everything("observability"), 8528)],
            To = [Flow.ToKubernetes, new(Peer.Everything("data"), 8529)],
        },
        Backup = "none: it stores nothing; ArangoDB has its own answer",
        Monitoring = "its deployment is available; the Ready condition of the ArangoDeployment",
        Probe = Probe.None("it serves no traffic; the ArangoDB that it runs is probed"),
        Upgrade = "change its version in Charts/ChartPins.cs; the operator maintains its own resource definitions",
        BlastRadius = "ArangoDB runs on, but nothing repairs or reconfigures it",
    };
}
