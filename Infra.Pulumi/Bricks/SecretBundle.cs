using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Random;

namespace Infra.Bricks;

public sealed record SecretBundleArgs
{
    public required string Namespace { get; init; }

    /// <summary>The secret's own name, where it is not the resource's.</summary>
    public string? Name { get; init; }

    /// <summary>Keys whose values are made up, with their lengths in letters and digits.</summary>
    public IReadOnlyDictionary<string, int> Generated { get; init; } = new Dictionary<string, int>();

    /// <summary>Keys whose values come from the settings or from another resource.</summary>
    public IReadOnlyDictionary<string, Output<string>> Given { get; init; } = new Dictionary<string, Output<string>>();
}

/// <summary>Secrets that belong together: those that exist already and those that are made here, as one Kubernetes secret.</summary>
public sealed class SecretBundle : ComponentResource
{
    private readonly Dictionary<string, Output<string>> _values = [];

    public SecretBundle(string name, SecretBundleArgs args, ComponentResourceOptions? options = null)
        : base("infra:bricks:SecretBundle", name, options)
    {
        foreach (var (key, length) in args.Generated)
        {
            var password = new RandomPassword($"{name}-{key}", new() { Length = length, Special = false }, new() { Parent = this });
            _values[key] = Output.CreateSecret(password.Result);
        }

        foreach (var (key, value) in args.Given)
        {
            _values[key] = Output.CreateSecret(value);
        }

        var secret = new SecretArgs { Metadata = new ObjectMetaArgs { Name = args.Name ?? name, Namespace = args.Namespace }, Type = "Opaque" };
        foreach (var (key, value) in _values)
        {
            secret.StringData.Add(key, value);
        }

        _ = new Pulumi.Kubernetes.Core.V1.Secret(name, secret, new() { Parent = this });
        SecretName = args.Name ?? name;
        RegisterOutputs();
    }

    public string SecretName { get; }

    public Output<string> this[string key] => _values[key];
}
