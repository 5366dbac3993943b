using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Bricks;

/// <summary>Text files, by name, for pods to mount.</summary>
public sealed class FileMap(string name, string ns, IReadOnlyDictionary<string, string> files, CustomResourceOptions options)
    : ConfigMap(name, Compose(name, ns, files), options)
{
    private static ConfigMapArgs Compose(string name, string ns, IReadOnlyDictionary<string, string> files)
    {
        var args = new ConfigMapArgs { Metadata = new ObjectMetaArgs { Name = name, Namespace = ns } };
        foreach (var (file, text) in files)
        {
            args.Data.Add(file, text);
        }

        return args;
    }
}
