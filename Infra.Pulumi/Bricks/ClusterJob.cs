using System.Security.Cryptography;
using System.Text;
using Pulumi;
using Pulumi.Kubernetes.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Bricks;

public sealed record ClusterJobArgs
{
    public required string Namespace { get; init; }

    /// <summary>They run one after the other.</summary>
    public required IReadOnlyList<JobStep> Steps { get; init; }

    /// <summary>The peers it connects to.</summary>
    public required IReadOnlyList<Flow> To { get; init; }

    /// <summary>None means once now, and again whenever the job changes.</summary>
    public JobSchedule? Schedule { get; init; }

    /// <summary>Files that every step finds in <see cref="ClusterJob.FilesFolder"/>.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>The folders of every step besides /tmp.</summary>
    public IReadOnlyList<PodFolder> Folders { get; init; } = [];

    /// <summary>Anything else it depends on: when this changes, the job runs again.</summary>
    public string Version { get; init; } = "";

    /// <summary>The account that it calls Kubernetes with; none means that it does not.</summary>
    public string? ServiceAccount { get; init; }

    /// <summary>The user and group it runs as.</summary>
    public int User { get; init; } = Unprivileged.Nobody;

    /// <summary>Whether its group owns the files of its folders.</summary>
    public bool OwnsFolders { get; init; }

    public string? Priority { get; init; }

    /// <summary>Kubernetes waits longer after each failure, up to six minutes: twelve retries take about an hour.</summary>
    public int Retries { get; init; } = 12;

    /// <summary>The time after which a run that hangs is stopped.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>How long the program waits for it to succeed; none means the provider's ten minutes.</summary>
    public TimeSpan? Timeout { get; init; }
}

/// <summary>Scripts that run inside the cluster, once or on a schedule. Ready when the run has succeeded, if it runs now.</summary>
public class ClusterJob : ComponentResource
{
    public const string FilesFolder = "/files";

    public ClusterJob(string name, ClusterJobArgs args, ComponentResourceOptions? options = null)
        : this("infra:bricks:ClusterJob", name, args, options)
    {
    }

    /// <summary>For the jobs of one folder, which share more than their scripts.</summary>
    protected ClusterJob(string type, string name, ClusterJobArgs args, ComponentResourceOptions? options)
        : base(type, name, options)
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

        if (args.Schedule is { } schedule)
        {
            _ = new CronJob(name, new() { Metadata = Named(name, args), Spec = OnSchedule(name, args, schedule) },
                new() { Parent = this, DependsOn = { needs.ToArray() } });
        }

        if (args.Schedule is null or { RunsNow: true })
        {
            var run = args.Schedule is null ? name : $"{name}-now";
            var timeout = args.Timeout is { } limit ? new CustomTimeouts { Create = limit, Update = limit } : null;
            _ = new Job(run, new() { Metadata = Named(run, args), Spec = SpecOf(name, args) },
                new() { Parent = this, DependsOn = { needs.ToArray() }, CustomTimeouts = timeout });
        }

        RegisterOutputs();
    }

    private static CronJobSpecArgs OnSchedule(string name, ClusterJobArgs args, JobSchedule schedule) => new()
    {
        Schedule = schedule.Cron,
        TimeZone = schedule.TimeZone,
        Suspend = schedule.IsSuspended,
        ConcurrencyPolicy = "Forbid",
        SuccessfulJobsHistoryLimit = 1,
        FailedJobsHistoryLimit = 1,
        JobTemplate = new JobTemplateSpecArgs { Spec = SpecOf(name, args) },
    };

    private static JobSpecArgs SpecOf(string name, ClusterJobArgs args)
    {
        var spec = new JobSpecArgs
        {
            BackoffLimit = args.Retries,
            Template = new PodTemplateSpecArgs
            {
                // A different annotation is a different pod, and so another run.
                Metadata = new ObjectMetaArgs { Labels = Labels.OfRelease(name), Annotations = VersionsOf(args) },
                Spec = PodOf(name, args),
            },
        };
        if (args.Deadline is { } deadline)
        {
            spec.ActiveDeadlineSeconds = (int)deadline.TotalSeconds;
        }

        return spec;
    }

    private static InputMap<string> VersionsOf(ClusterJobArgs args)
    {
        var annotations = new InputMap<string>();
        if (args.Files.Count > 0)
        {
            var files = args.Files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Key}\0{file.Value}");
            annotations.Add("infra/files", Hash(string.Join('\0', files)));
        }

        if (args.Version.Length > 0)
        {
            annotations.Add("infra/version", Hash(args.Version)[..12]);
        }

        return annotations;
    }

    private static PodSpecArgs PodOf(string name, ClusterJobArgs args)
    {
        List<PodFolder> folders = [.. args.Folders, PodFolder.Empty("scratch", "/tmp")];
        if (args.Files.Count > 0)
        {
            folders.Add(PodFolder.OfConfigMap("files", FilesFolder, name));
        }

        var containers = args.Steps.Select(step => ContainerOf(step, folders)).ToArray();
        var pod = new PodSpecArgs
        {
            RestartPolicy = "Never",
            AutomountServiceAccountToken = args.ServiceAccount is not null,
            EnableServiceLinks = false,
            SecurityContext = Unprivileged.Pod(args.User, args.User, filesOf: args.OwnsFolders ? args.User : null),
            Containers = { containers[^1] },
            Volumes = folders.Select(folder => folder.Volume).ToArray(),
        };
        foreach (var container in containers[..^1])
        {
            pod.InitContainers.Add(container);
        }

        if (args.ServiceAccount is { } account)
        {
            pod.ServiceAccountName = account;
        }

        if (args.Priority is { } priority)
        {
            pod.PriorityClassName = priority;
        }

        return pod;
    }

    private static ContainerArgs ContainerOf(JobStep step, IEnumerable<PodFolder> folders) => new()
    {
        Name = step.Name,
        Image = step.Image.ToString(),
        Command = step.Command.ToArray(),
        Env = step.Environment.ToInput(),
        Resources = step.Footprint.Requirements(step.MemoryLimitMiB),
        SecurityContext = step.HasReadOnlyRoot ? Unprivileged.ReadOnlyContainer() : Unprivileged.Container(),
        VolumeMounts = folders.Select(folder => folder.Mount).ToArray(),
    };

    private static ObjectMetaArgs Named(string name, ClusterJobArgs args) => new() { Name = name, Namespace = args.Namespace };

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
