using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;
using CustomResourceArgs = Pulumi.Kubernetes.ApiExtensions.CustomResourceArgs;

namespace Infra.Bricks;

public sealed record KubernetesObjectArgs
{
    public required string ApiVersion { get; init; }

    public required string Kind { get; init; }

    /// <summary>The object's own name, where it is not the resource's.</summary>
    public string? Name { get; init; }

    /// <summary>None for what is not in a namespace.</summary>
    public string? Namespace { get; init; }

    /// <summary>Written as an object, see <see cref="ValueTree"/>.</summary>
    public required object Spec { get; init; }

    /// <summary>What makes it ready, such as `condition=Ready`; without it the object is ready as soon as it exists.</summary>
    public string? WaitFor { get; init; }
}

/// <summary>An object of a kind that an operator brought into the cluster.</summary>
public class KubernetesObject(string name, KubernetesObjectArgs args, CustomResourceOptions? options = null)
    : CustomResource(name, Compose(name, args), options)
{
    private static SpecArgs Compose(string name, KubernetesObjectArgs args)
    {
        var metadata = new ObjectMetaArgs { Name = args.Name ?? name };
        if (args.Namespace is not null)
        {
            metadata.Namespace = args.Namespace;
        }

        if (args.WaitFor is not null)
        {
            metadata.Annotations.Add("pulumi.com/waitFor", args.WaitFor);
        }

        return new SpecArgs(args.ApiVersion, args.Kind) { Metadata = metadata, Spec = ValueTree.From(args.Spec) };
    }

    private sealed class SpecArgs(string apiVersion, string kind) : CustomResourceArgs(apiVersion, kind)
    {
        [Input("spec")]
        public InputMap<object>? Spec { get; init; }
    }
}
