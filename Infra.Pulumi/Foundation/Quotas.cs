using Infra.Bricks;
using Infra.Settings;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Foundation;

/// <summary>
/// What each namespace may request at most: twice what its services say, since an upgrade and a restore run the new beside the old;
/// for applications whatever the platform leaves over. Nothing that runs away can take the node from the rest.
/// </summary>
public sealed class Quotas : ComponentResource
{
    // Hooks, jobs and a first try; also of a namespace whose only service needs next to nothing.
    private static readonly Footprint Spare = new(0.5m, 512, 10);

    public Quotas(string name, StackServices stack, ComponentResourceOptions? options = null)
        : base("infra:foundation:Quotas", name, options)
    {
        var needs = stack.Running.ToLookup(service => service.Namespace.Name, service => service.Profile(stack).Footprint);
        var leftOver = LeftOver(stack.Settings, needs.SelectMany(ns => ns).Aggregate(Footprint.Zero, Footprint.Add));
        foreach (var declared in stack.Namespaces)
        {
            var ns = declared.Name;
            var need = needs[ns].Aggregate(Footprint.Zero, Footprint.Add);
            var most = declared.HoldsApplications ? need + leftOver : need + need + Spare;
            _ = new ResourceQuota($"{ns}-quota", new()
            {
                Metadata = new ObjectMetaArgs { Name = "quota", Namespace = ns },
                Spec = new ResourceQuotaSpecArgs
                {
                    Hard =
                    {
                        ["requests.cpu"] = $"{(int)(most.Cpu * 1000)}m",
                        ["requests.memory"] = $"{most.MemoryMiB}Mi",
                        ["requests.storage"] = $"{most.DiskGiB}Gi",
                    },
                },
            }, new() { Parent = this });
        }

        RegisterOutputs();
    }

    private static Footprint LeftOver(PlatformSettings settings, Footprint need) => new(
        Math.Max(settings.Sizes.Sum(size => (decimal)size.Cpu) - need.Cpu, Spare.Cpu),
        Math.Max(settings.Sizes.Sum(size => size.Memory.MiB) - need.MemoryMiB, Spare.MemoryMiB),
        Math.Max(settings.Sizes.Sum(size => size.Disk.MiB / 1024) - need.DiskGiB, Spare.DiskGiB));
}
