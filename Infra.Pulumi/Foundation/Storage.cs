using Infra.Bricks;
using Pulumi;
using Pulumi.Kubernetes.Storage.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Foundation;

/// <summary>The class of volumes that outlive the claim on them: who deletes a claim by mistake still has the data.</summary>
public sealed class Storage : ComponentResource
{
    public const string Retained = "retain";

    public Storage(string name, ComponentResourceOptions? options = null)
        : base("infra:foundation:Storage", name, options)
    {
        _ = new StorageClass(Retained, new()
        {
            Metadata = new ObjectMetaArgs
            {
                Name = Retained,
                Annotations = { ["defaultVolumeType"] = "local" }, // a capacity and a node of its own, as k3s's default class has
            },
            Provisioner = "rancher.io/local-path", // the one of k3s's default class, whose volumes go with their claims
            ReclaimPolicy = "Retain",
            VolumeBindingMode = "WaitForFirstConsumer",
        }, new() { Parent = this });
        RegisterOutputs();
    }
}
