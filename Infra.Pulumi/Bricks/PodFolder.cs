using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Bricks;

/// <summary>A folder of a container and the volume behind it.</summary>
public sealed record PodFolder
{
    private PodFolder(string name, string path, VolumeArgs volume)
    {
        Name = name;
        Path = path;
        volume.Name = name;
        Volume = volume;
    }

    public string Name { get; }

    public string Path { get; }

    public bool IsWritable { get; private init; }

    public VolumeArgs Volume { get; }

    public VolumeMountArgs Mount => IsWritable
        ? new() { Name = Name, MountPath = Path }
        : new() { Name = Name, MountPath = Path, ReadOnly = true };

    /// <summary>An empty folder that lives as long as the pod.</summary>
    public static PodFolder Empty(string name, string path, int? sizeGiB = null) => new(name, path, new()
    {
        EmptyDir = sizeGiB is { } gib ? new EmptyDirVolumeSourceArgs { SizeLimit = $"{gib}Gi" } : new(),
    })
    {
        IsWritable = true,
    };

    /// <summary>The files of a ConfigMap.</summary>
    public static PodFolder OfConfigMap(string name, string path, string map) =>
        new(name, path, new() { ConfigMap = new ConfigMapVolumeSourceArgs { Name = map } });

    /// <summary>The keys of a secret, readable by the pod's own user and group.</summary>
    public static PodFolder OfSecret(string name, string path, string secret) => new(name, path, new()
    {
        Secret = new SecretVolumeSourceArgs { SecretName = secret, DefaultMode = Convert.ToInt32("440", 8) },
    });

    /// <summary>One key of a secret that everybody in the pod may read, such as the certificate of an authority.</summary>
    public static PodFolder OfKey(string name, string path, SecretKey key) => new(name, path, new()
    {
        Secret = new SecretVolumeSourceArgs { SecretName = key.Secret, Items = { new KeyToPathArgs { Key = key.Key, Path = key.Key } } },
    });

    /// <summary>A token of the pod's service account for one audience, renewed every hour, in the file `token`.</summary>
    public static PodFolder OfToken(string name, string path, string audience) => new(name, path, new()
    {
        Projected = new ProjectedVolumeSourceArgs
        {
            Sources =
            {
                new VolumeProjectionArgs
                {
                    ServiceAccountToken = new ServiceAccountTokenProjectionArgs { Audience = audience, Path = "token", ExpirationSeconds = 3600 },
                },
            },
        },
    });
}
