using System.Net;
using System.Text;
using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;

namespace Infra.Platform;

/// <summary>The page that leads to everything else: each host that the stack exposes, from the same declarations as their DNS records.</summary>
public sealed class Portal : PlatformService
{
    private const int Port = 8080;
    private const string Folder = "/www";

    private static readonly Exposure Host = new("home", 80, HostZone.Internal, SignIn.Gate);

    private static readonly Footprint Pod = new(0.005m, 8);

    public static readonly ServiceDeclaration Declaration = new()
    {
        Name = "portal",
        Namespace = ServiceNamespace.Platform,
        Runs = stack => stack.Settings.Portal.Enabled,
        Exposures = _ => [Host],
        MaySleep = false,
        Profile = _ => ProfileOf(),
        Build = context => new Portal(context),
    };

    public Portal(ServiceContext context)
        : base("infra:platform:Portal", Declaration, context)
    {
        var flows = Allow(ServiceName, Labels.OfRelease(ServiceName), Profile.Network);
        var files = new Dictionary<string, string> { ["index.html"] = Page(context.Services) };
        var map = new FileMap(ServiceName, Namespace, files, new() { Parent = this });
        var site = new Workload(ServiceName, new()
        {
            Namespace = Namespace,
            Service = ServiceName,
            Image = ImagePins.BusyBox,
            Command = ["httpd", "-f", "-p", $"{Port}", "-h", Folder],
            Port = Port,
            ServicePort = Host.Port,
            Health = new("/", Port),
            Folders = [PodFolder.OfConfigMap("www", Folder, ServiceName)],
            Footprint = Pod,
            MemoryLimitMiB = 32,
            Security = Unprivileged.Pod(Unprivileged.Nobody),
        }, new() { Parent = this, DependsOn = { flows, map } });

        Expose(Host, backend: ServiceName, after: site);
        RegisterOutputs();
    }

    private static ServiceProfile ProfileOf() => new()
    {
        Software = Software.Of(ImagePins.BusyBox),
        Footprint = Pod,
        Network = new() { From = [new(Peer.Ingress, Port)], To = [] },
        Backup = "none: every update makes it again",
        Monitoring = "its host answers 200 on /",
        Probe = Probe.Hosts,
        Upgrade = "change its image in Charts/ImagePins.cs",
        BlastRadius = "people type addresses",
    };

    private static string Page(IEnumerable<PlatformService> services)
    {
        var title = WebUtility.HtmlEncode(Pulumi.Deployment.Instance.StackName);
        var links = new StringBuilder();
        foreach (var (service, host) in services.SelectMany(service => service.Hosts, (service, host) => (service, host)))
        {
            links.AppendLine($"      <li><a href=\"{WebUtility.HtmlEncode(host.Url)}\">{WebUtility.HtmlEncode(service.ServiceName)}</a>"
                + $"<span>{WebUtility.HtmlEncode(host.Host)}</span></li>");
        }

        return $$"""
            <!doctype html>
            <html lang="en">
              <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>{{title}}</title>
                <style>
                  :root { color-scheme: light dark; font-family: system-ui, sans-serif; }
                  body { max-width: 44rem; margin: 3rem auto; padding: 0 1rem; }
                  ul { list-style: none; padding: 0; display: grid; gap: .5rem; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); }
                  li { border: 1px solid color-mix(in srgb, currentColor 20%, transparent); border-radius: .5rem; padding: .75rem 1rem; }
                  a { display: block; font-weight: 600; text-decoration: none; }
                  span { font-size: .8rem; opacity: .7; }
                </style>
              </head>
              <body>
                <h1>{{title}}</h1>
                <ul>
            {{links}}    </ul>
              </body>
            </html>

            """;
    }
}
