using Infra.Settings;
using Pulumi;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Bricks;

public sealed record ExposedIngressArgs
{
    public required ExposedHost Host { get; init; }

    public required string Namespace { get; init; }

    /// <summary>The Kubernetes service behind it.</summary>
    public required string Backend { get; init; }

    /// <summary>What of the host it is; the longest path that fits wins.</summary>
    public string Path { get; init; } = "/";

    /// <summary>What Traefik does to a request on the way, as `NAMESPACE-NAME@kubernetescrd`.</summary>
    public IReadOnlyList<string> Middlewares { get; init; } = [];
}

/// <summary>The ingress of an exposure. The certificate is the ingress controller's wildcard, so no secret is named here.</summary>
public sealed class ExposedIngress(string name, ExposedIngressArgs args, CustomResourceOptions? options = null)
    : Ingress(name, Compose(name, args), options)
{
    private static IngressArgs Compose(string name, ExposedIngressArgs args)
    {
        var encrypted = args.Host.Edge != EdgeMode.Localhost;
        var annotations = new InputMap<string>
        {
            ["traefik.ingress.kubernetes.io/router.entrypoints"] = encrypted ? "websecure" : "web",
            // k3s's ingress controller never reports an address of its own, and waiting for one would not end.
            ["pulumi.com/skipAwait"] = "true",
        };
        if (encrypted)
        {
            annotations.Add("traefik.ingress.kubernetes.io/router.tls", "true");
        }

        var middlewares = args.Host.Exposure.SignIn == SignIn.Gate ? args.Middlewares.Prepend($"platform-{args.Host.Gate}@kubernetescrd").ToList() : args.Middlewares;
        if (middlewares.Count > 0)
        {
            annotations.Add("traefik.ingress.kubernetes.io/router.middlewares", string.Join(",", middlewares));
        }

        return new()
        {
            Metadata = new ObjectMetaArgs { Name = name, Namespace = args.Namespace, Annotations = annotations },
            Spec = new IngressSpecArgs { IngressClassName = "traefik", Rules = { Rule(args) } },
        };
    }

    private static IngressRuleArgs Rule(ExposedIngressArgs args) => new()
    {
        Host = args.Host.Host,
        Http = new HTTPIngressRuleValueArgs
        {
            Paths =
            {
                new HTTPIngressPathArgs
                {
                    Path = args.Path,
                    PathType = "Prefix",
                    Backend = new IngressBackendArgs
                    {
                        Service = new IngressServiceBackendArgs
                        {
                            Name = args.Backend,
                            Port = new ServiceBackendPortArgs { Number = args.Host.Exposure.Port },
                        },
                    },
                },
            },
        },
    };
}
