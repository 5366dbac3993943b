using Infra.Bricks;
using Infra.Charts;
using Infra.Data;
using Infra.Settings;

namespace Infra.Tests;

/// <summary>The smallest service that has everything: what `docs/adding-a-service.md` shows.</summary>
internal sealed class ToyService : PlatformService
{
    public const string Name = "toy";

    private const int Port = 8080;

    private static readonly Exposure Host = new(Name, Port, HostZone.Internal, SignIn.Gate) { SignInPaths = ["/toy/login"] };

    private static readonly Footprint Pod = new(0.01m, 32);

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = Name,
        Namespace = new(Name, PodSecurity.Restricted) { ReadsSecrets = true },
        Runs = stack => stack.Settings.KeepsData,
        Exposures = _ => [Host],
        SsoClients = settings => [new(Name, Name, [$"{Host.UrlIn(settings)}/callback"])],
        Stores = _ => [Redis.Name],
        MaySleep = true,
        Profile = _ => Profiled,
        Build = context => new ToyService(context, Declaration!),
    };

    public ToyService(ServiceContext context, ServiceDeclaration declaration)
        : base("infra:platform:ToyService", declaration, context)
    {
        var redis = context.Get<Redis>().AccessFor(new(Name, Namespace));
        var flows = Allow(Name, Labels.OfRelease(Name), Profile.Network);
        var pod = new Workload(Name, new()
        {
            Namespace = Namespace,
            Service = Name,
            Image = ImagePins.BusyBox,
            Port = Port,
            Health = new("/", Port),
            Footprint = Pod,
            MemoryLimitMiB = 64,
            Environment = new() { Secret = new Dictionary<string, SecretKey> { ["REDIS_URL"] = redis["url"] } },
        }, new() { Parent = this, DependsOn = { flows, redis } });
        Expose(Host, backend: Name, after: pod);
        RegisterOutputs();
    }

    public static ServiceProfile Profiled => new()
    {
        Software = Software.Of(ImagePins.BusyBox),
        Footprint = Pod,
        Network = new() { From = [new(Peer.Ingress, Port)], To = [] },
        Pods = PodSecurity.Restricted,
        Backup = "none: it stores nothing",
        Monitoring = "its host answers 200 on /",
        Probe = Probe.At($"http://{Name}.{Name}.svc:{Port}/"),
        Upgrade = "change its image in Charts/ImagePins.cs",
        BlastRadius = "no toy",
    };
}
