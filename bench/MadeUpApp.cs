using Pulumi;
using Pulumi.Cloudflare;
using Pulumi.Kubernetes.Apps.V1;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Random;
using Deployment = Pulumi.Kubernetes.Apps.V1.Deployment;
using Secret = Pulumi.Kubernetes.Core.V1.Secret;

namespace Infra.Bench;

/// <summary>Ten resources as a platform has them. node/made-up-stack.js holds the same ones: change both.</summary>
internal sealed class MadeUpApp : ComponentResource
{
    public const int Resources = 10;

    private const string PasswordKey = "password";

    public MadeUpApp(string name, ComponentResourceOptions options)
        : base("bench:index:MadeUpApp", name, options)
    {
        var labels = new Dictionary<string, string> { ["app.kubernetes.io/instance"] = name };

        var space = new Namespace(name, new() { Metadata = new ObjectMetaArgs { Name = name, Labels = labels } }, new() { Parent = this });
        var password = new RandomPassword($"{name}-password", new() { Length = 24, Special = false }, new() { Parent = this });
        var secret = new Secret($"{name}-secret", new()
        {
            Metadata = new ObjectMetaArgs { Name = $"{name}-secret", Namespace = name },
            StringData = { [PasswordKey] = password.Result },
        }, new() { Parent = this, DependsOn = { space } });

        foreach (var tier in new[] { "web", "worker" })
        {
            Run(name, tier, labels, secret);
        }

        RegisterOutputs();
    }

    private void Run(string name, string tier, Dictionary<string, string> labels, Secret secret)
    {
        var full = $"{name}-{tier}";
        var pods = new Dictionary<string, string>(labels) { ["app.kubernetes.io/component"] = tier };

        var deployment = new Deployment(full, new()
        {
            Metadata = new ObjectMetaArgs { Name = full, Namespace = name, Labels = pods },
            Spec = new DeploymentSpecArgs
            {
                Replicas = 2,
                Selector = new LabelSelectorArgs { MatchLabels = pods },
                Template = new PodTemplateSpecArgs
                {
                    Metadata = new ObjectMetaArgs { Labels = pods },
                    Spec = new PodSpecArgs { Containers = { ContainerOf(tier, secret) } },
                },
            },
        }, new() { Parent = this, DependsOn = { secret } });

        var service = new Service(full, new()
        {
            Metadata = new ObjectMetaArgs { Name = full, Namespace = name, Labels = pods },
            Spec = new ServiceSpecArgs { Selector = pods, Ports = { new ServicePortArgs { Name = "http", Port = 80, TargetPort = 8080 } } },
        }, new() { Parent = this, DependsOn = { deployment } });

        _ = new DnsRecord(full, new()
        {
            ZoneId = "00000000000000000000000000000001",
            Name = $"{full}.example.com",
            Type = "A",
            Content = "203.0.113.10",
            Ttl = 1,
            Proxied = true,
            Comment = service.Metadata.Apply(metadata => metadata.Name),
        }, new() { Parent = this });
    }

    private static ContainerArgs ContainerOf(string tier, Secret secret) => new()
    {
        Name = tier,
        Image = "registry.example.com/app:1.2.3",
        Env =
        {
            new EnvVarArgs { Name = "TIER", Value = tier },
            new EnvVarArgs
            {
                Name = "PASSWORD",
                ValueFrom = new EnvVarSourceArgs
                {
                    SecretKeyRef = new SecretKeySelectorArgs { Name = secret.Metadata.Apply(metadata => metadata.Name), Key = PasswordKey },
                },
            },
        },
        Ports = { new ContainerPortArgs { Name = "http", ContainerPortValue = 8080 } },
        Resources = new ResourceRequirementsArgs
        {
            Requests = { ["cpu"] = "50m", ["memory"] = "64Mi" },
            Limits = { ["memory"] = "128Mi" },
        },
    };
}
