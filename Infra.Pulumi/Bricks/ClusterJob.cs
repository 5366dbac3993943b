using System.Security.Cryptography;
using System.Text;
using Infra.Charts;
using Pulumi;
using Pulumi.Kubernetes.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Bricks;

public sealed record ClusterJobArgs
{
    public required string Namespace { get; init; }

    public required Image Image { get; init; }

    /// <summary>The file's name in Scripts/. It may run again at any time and then ends in the same state.</summary>
    public required string Script { get; init; }

    public PodEnvironment Environment { get; init; } = new();

    /// <summary>Whom it talks to.</summary>
    public required IReadOnlyList<Flow> To { get; init; }

    /// <summary>What runs the script.</summary>
    public IReadOnlyList<string> Interpreter { get; init; } = ["/bin/sh", "-c"];

    /// <summary>Further files beside the script, in /files.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();
}

/// <summary>A script run once inside the cluster, and again whenever it or what it is given changes. Ready when it has ended well.</summary>
public sealed class ClusterJob : ComponentResource
{
    private const string FilesFolder = "/files";

    public ClusterJob(string name, ClusterJobArgs args, ComponentResourceOptions? options = null)
        : base("infra:bricks:ClusterJob", name, options)
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

        _ = new Job(name, new()
        {
            Metadata = new ObjectMetaArgs { Name = name, Namespace = args.Namespace },
            Spec = new JobSpecArgs
            {
                BackoffLimit = 12, // waits longer after each failure: about an hour in all
                Template = new PodTemplateSpecArgs
                {
                    // Another content of the files is another pod, and so another run.
                    Metadata = new ObjectMetaArgs { Labels = labels, Annotations = Fingerprint(args.Files) },
                    Spec = PodOf(name, args),
                },
            },
        }, new() { Parent = this, DependsOn = { needs.ToArray() } });
        RegisterOutputs();
    }

    private static InputMap<string> Fingerprint(IReadOnlyDictionary<string, string> files)
    {
        var text = string.Join('\0', files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Key}\0{file.Value}"));
        return files.Count == 0 ? [] : new() { ["infra/files"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))) };
    }

    private static PodSpecArgs PodOf(string name, ClusterJobArgs args)
    {
        var container = new ContainerArgs
        {
            Name = "job",
            Image = args.Image.ToString(),
            Command = [.. args.Interpreter.Append(ScriptText.Read(args.Script)).Select(word => (Input<string>)word)],
            Env = args.Environment.ToInput(),
            Resources = new ResourceRequirementsArgs
            {
                Requests = { ["cpu"] = "10m", ["memory"] = "32Mi" },
                Limits = { ["memory"] = "256Mi" },
            },
            SecurityContext = Unprivileged.Container(),
            VolumeMounts = { new VolumeMountArgs { Name = "scratch", MountPath = "/tmp" } },
        };
        var pod = new PodSpecArgs
        {
            RestartPolicy = "Never",
            AutomountServiceAccountToken = false,
            EnableServiceLinks = false,
            SecurityContext = Unprivileged.Pod(Unprivileged.Nobody, Unprivileged.Nobody),
            Volumes = { new VolumeArgs { Name = "scratch", EmptyDir = new EmptyDirVolumeSourceArgs() } },
        };
        if (args.Files.Count > 0)
        {
            container.VolumeMounts.Add(new VolumeMountArgs { Name = "files", MountPath = FilesFolder, ReadOnly = true });
            pod.Volumes.Add(new VolumeArgs { Name = "files", ConfigMap = new ConfigMapVolumeSourceArgs { Name = name } });
        }

        pod.Containers.Add(container);
        return pod;
    }
}
