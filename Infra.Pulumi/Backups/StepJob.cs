using Infra.Bricks;
using Infra.Foundation;
using Pulumi;
using Pulumi.Kubernetes.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Backups;

public sealed record StepJobArgs
{
    public required string Namespace { get; init; }

    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>Whom it talks to.</summary>
    public required IReadOnlyList<Flow> To { get; init; }

    /// <summary>How large the folder may grow that one step hands to the next.</summary>
    public int WorkGiB { get; init; } = 1;

    /// <summary>When, as in cron; without it, only when somebody asks for it.</summary>
    public string? Schedule { get; init; }

    /// <summary>Whether it also runs once now, and must end well.</summary>
    public bool RunsNow { get; init; }

    /// <summary>Files that every step finds in <see cref="StepJob.Files"/>.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();
}

/// <summary>Steps that hand a folder on, again and again or on request.</summary>
public sealed class StepJob : ComponentResource
{
    public const string Work = "/work";
    public const string Files = "/files";

    private const int Postgres = 26; // PostgreSQL starts for nobody whom its image does not know

    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public StepJob(string name, StepJobArgs args, ComponentResourceOptions? options = null)
        : base("infra:backups:StepJob", name, options)
    {
        var labels = Labels.OfRelease(name);
        var needs = new List<Resource>
        {
            new FlowPolicy($"{name}-flows", new() { Namespace = args.Namespace, Pods = labels, Access = new() { From = [], To = args.To } },
                new() { Parent = this }),
        };
        if (args.Files.Count > 0)
        {
            needs.Add(new FileMap(name, args.Namespace, args.Files, new() { Parent = this }));
        }

        _ = new CronJob(name, new()
        {
            Metadata = Named(name, args),
            Spec = new CronJobSpecArgs
            {
                Schedule = args.Schedule ?? "0 0 1 1 *",
                TimeZone = "Etc/UTC",
                Suspend = args.Schedule is null,
                ConcurrencyPolicy = "Forbid",
                SuccessfulJobsHistoryLimit = 1,
                FailedJobsHistoryLimit = 1,
                JobTemplate = new JobTemplateSpecArgs { Spec = SpecOf(name, args, labels) },
            },
        }, new() { Parent = this, DependsOn = { needs.ToArray() } });

        if (args.RunsNow)
        {
            _ = new Job($"{name}-now", new() { Metadata = Named($"{name}-now", args), Spec = SpecOf(name, args, labels) },
                new() { Parent = this, DependsOn = { needs.ToArray() }, CustomTimeouts = new() { Create = Patience, Update = Patience } });
        }

        RegisterOutputs();
    }

    private static JobSpecArgs SpecOf(string name, StepJobArgs args, Dictionary<string, string> labels) => new()
    {
        ActiveDeadlineSeconds = (int)Longest.TotalSeconds, // one that hangs would hold up all that come after it
        // Tries for longer than the half hour after which restic takes a dead run's lock for dead. Who asked for it looks at it, and asks again.
        BackoffLimit = args.Schedule is null ? 0 : 10,
        Template = new PodTemplateSpecArgs { Metadata = new ObjectMetaArgs { Labels = labels }, Spec = PodOf(name, args) },
    };

    private static PodSpecArgs PodOf(string name, StepJobArgs args)
    {
        var pod = new PodSpecArgs
        {
            RestartPolicy = "Never",
            PriorityClassName = Priorities.Batch,
            AutomountServiceAccountToken = false,
            EnableServiceLinks = false,
            SecurityContext = Unprivileged.Pod(Postgres, Postgres, filesOf: Postgres),
            Volumes =
            {
                new VolumeArgs { Name = "work", EmptyDir = new EmptyDirVolumeSourceArgs { SizeLimit = $"{args.WorkGiB}Gi" } },
                new VolumeArgs { Name = "scratch", EmptyDir = new EmptyDirVolumeSourceArgs() },
            },
        };
        if (args.Files.Count > 0)
        {
            pod.Volumes.Add(new VolumeArgs { Name = "files", ConfigMap = new ConfigMapVolumeSourceArgs { Name = name } });
        }

        foreach (var step in args.Steps.SkipLast(1))
        {
            pod.InitContainers.Add(ContainerOf(step, args));
        }

        pod.Containers.Add(ContainerOf(args.Steps[^1], args));
        return pod;
    }

    private static ContainerArgs ContainerOf(Step step, StepJobArgs args)
    {
        var container = new ContainerArgs
        {
            Name = step.Name,
            Image = step.Image.ToString(),
            Command = { step.IsBash ? "/bin/bash" : "/bin/sh", "-c", ScriptText.Read(step.Script) },
            Env = step.Environment.ToInput(),
            Resources = new ResourceRequirementsArgs
            {
                Requests = { ["cpu"] = $"{(int)(SavedStores.Pod.Cpu * 1000)}m", ["memory"] = $"{SavedStores.Pod.MemoryMiB}Mi" },
                Limits = { ["memory"] = $"{step.MemoryLimitMiB}Mi" },
            },
            SecurityContext = Unprivileged.Container(),
            VolumeMounts =
            {
                new VolumeMountArgs { Name = "work", MountPath = Work },
                new VolumeMountArgs { Name = "scratch", MountPath = "/tmp" },
            },
        };
        if (args.Files.Count > 0)
        {
            container.VolumeMounts.Add(new VolumeMountArgs { Name = "files", MountPath = Files, ReadOnly = true });
        }

        return container;
    }

    private static ObjectMetaArgs Named(string name, StepJobArgs args) => new() { Name = name, Namespace = args.Namespace };
}
