using Infra.Bricks;
using Infra.Planning.Rules;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Planning;

/// <summary>Plans stacks from their files.</summary>
public static class Planner
{
    /// <summary>The plans of several stacks, also checked against each other.</summary>
    /// <param name="services">The services that the platform knows, where they are not the usual ones.</param>
    public static async Task<IReadOnlyList<Plan>> PlanAsync(
        IEnumerable<StackFile> files, IReadOnlyList<ServiceDeclaration>? services = null)
    {
        var plans = new List<Plan>();
        foreach (var file in files)
        {
            plans.Add(await PlanAsync(file, services ?? PlatformStack.Services));
        }

        return UniqueZones.Check(UniqueHosts.Check(plans));
    }

    private static async Task<Plan> PlanAsync(StackFile file, IReadOnlyList<ServiceDeclaration> declared)
    {
        var settings = PlatformSettings.Load(file.Stack, file.ToConfig(Marker.Secret));
        var (resources, services) = await Evaluation.RunAsync(
            file.Project, file.Stack, options => new PlatformStack(new StackServices(declared, settings), options));
        var plan = new Plan
        {
            Stack = file.Stack,
            Project = file.Project,
            Settings = settings,
            Resources = resources,
            Services = [.. services.Select(service => new PlannedService(
                service.ServiceName, service.Layer, service.Namespace, service.Profile,
                [.. service.Hosts.Select(host => host.Host)], service.Runbook)
                {
                    Exposed = service.Hosts,
                    IsNeverExposed = !service.Declared.Exposures(settings).Any(),
                })],
            Dns = [.. resources.Where(resource => resource.Type == "cloudflare:index/dnsRecord:DnsRecord").Select(RecordOf)],
            Budget = new(
                services.Select(service => service.Profile.Footprint).Aggregate(Footprint.Zero, Footprint.Add),
                settings.Sizes.Select(CapacityOf).Aggregate(Footprint.Zero, Footprint.Add)),
            Cost = CostOf(settings),
        };

        return plan with { Findings = [.. PlanRules.All.SelectMany(rule => rule(plan))] };
    }

    private static PlannedRecord RecordOf(PlannedResource resource) => new(
        (string)resource.Inputs["name"], (string)resource.Inputs["type"],
            resource.Inputs.TryGetValue("proxied", out var proxied) && (bool)proxied);

    private static Footprint CapacityOf(SizeSettings size) => new(size.Cpu, size.Memory.MiB, size.Disk.MiB / 1024);

    private static PlannedCost CostOf(PlatformSettings settings)
    {
        var machines = settings.Cluster.Host switch
        {
            ClusterHost.Nodes => settings.Nodes.Select(node => new CostItem($"host {node.Name}", node.Size.MonthlyCost)),
            ClusterHost.Lightsail =>
                [new CostItem($"Lightsail {settings.Lightsail!.Bundle}", settings.Lightsail.Size.MonthlyCost)],
            _ => [],
        };
        return new(settings.Cost.Currency, [.. machines]);
    }
}
