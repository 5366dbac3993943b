using Pulumi;

namespace Infra.Bricks;

public sealed record DeploymentPatchArgs
{
    public required string Namespace { get; init; }

    public required string Deployment { get; init; }

    public required string Container { get; init; }

    /// <summary>Variables that it gets besides its own.</summary>
    public required IReadOnlyDictionary<string, SecretKey> Environment { get; init; }
}

/// <summary>
/// Variables for a deployment that somebody else makes and that takes none. Whoever makes it keeps what is not his, as Kubernetes' server-side
/// apply and Helm's merge both do. Ready when the pods have them.
/// </summary>
public sealed class DeploymentPatch(string name, DeploymentPatchArgs args, CustomResourceOptions? options = null)
    : CustomResource("kubernetes:apps/v1:DeploymentPatch", name, Compose(args), options)
{
    private static PatchArgs Compose(DeploymentPatchArgs args) => new()
    {
        Metadata = ValueTree.From(new { name = args.Deployment, @namespace = args.Namespace }),
        Spec = ValueTree.From(new
        {
            template = new
            {
                spec = new
                {
                    containers = new[]
                    {
                        new
                        {
                            name = args.Container,
                            env = args.Environment.Select(variable => new
                            {
                                name = variable.Key,
                                valueFrom = new { secretKeyRef = new { name = variable.Value.Secret, key = variable.Value.Key } },
                            }),
                        },
                    },
                },
            },
        }),
    };

    private sealed class PatchArgs : ResourceArgs
    {
        [Input("apiVersion")]
        public Input<string> ApiVersion { get; } = "apps/v1";

        [Input("kind")]
        public Input<string> Kind { get; } = "Deployment";

        [Input("metadata")]
        public required InputMap<object> Metadata { get; init; }

        [Input("spec")]
        public required InputMap<object> Spec { get; init; }
    }
}
