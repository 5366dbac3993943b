using Pulumi;
using Pulumi.Kubernetes.Scheduling.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Foundation;

/// <summary>Who stays when a node is full: data before the platform, the platform before applications, jobs last.</summary>
public sealed class Priorities : ComponentResource
{
    public const string Data = "data";
    public const string Platform = "platform";
    public const string Observability = "observability";
    public const string Batch = "batch";

    public Priorities(string name, ComponentResourceOptions? options = null)
        : base("infra:foundation:Priorities", name, options)
    {
        // Applications name no class and have 0; Kubernetes's own classes begin at two thousand million.
        Class(Data, 1_000_000, "Databases: everything else waits for them");
        Class(Platform, 900_000, "What applications cannot run without");
        Class(Observability, 100_000, "Watches the rest, and is missed last but one");
        Class(Batch, -1_000, "Jobs that can as well run later; they push nobody out", preempts: false);
        RegisterOutputs();

        void Class(string priority, int value, string meaning, bool preempts = true) => _ = new PriorityClass($"priority-{priority}", new()
        {
            Metadata = new ObjectMetaArgs { Name = priority },
            Value = value,
            Description = meaning,
            PreemptionPolicy = preempts ? "PreemptLowerPriority" : "Never",
        }, new() { Parent = this });
    }
}
