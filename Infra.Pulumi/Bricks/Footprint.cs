using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Bricks;

/// <summary>What something requests: processors, memory and disk. Parts add up to a whole.</summary>
public sealed record Footprint(decimal Cpu, int MemoryMiB, int DiskGiB = 0)
{
    public static readonly Footprint Zero = new(0, 0);

    public static Footprint operator +(Footprint a, Footprint b) =>
        new(a.Cpu + b.Cpu, a.MemoryMiB + b.MemoryMiB, a.DiskGiB + b.DiskGiB);

    public static Footprint Add(Footprint a, Footprint b) => a + b;

    /// <summary>The pod's `resources` in a chart's values. Memory is limited, processors are not: a limit there only slows.</summary>
    public object Resources(int memoryLimitMiB) => new
    {
        requests = new { cpu = CpuText, memory = $"{MemoryMiB}Mi" },
        limits = new { memory = $"{memoryLimitMiB}Mi" },
    };

    /// <summary>The same for a container that is written here.</summary>
    public ResourceRequirementsArgs Requirements(int memoryLimitMiB) => new()
    {
        Requests = { ["cpu"] = CpuText, ["memory"] = $"{MemoryMiB}Mi" },
        Limits = { ["memory"] = $"{memoryLimitMiB}Mi" },
    };

    private string CpuText => $"{(int)(Cpu * 1000)}m";
}
