using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Bricks;

/// <summary>A key of a Kubernetes secret.</summary>
public sealed record SecretKey(string Secret, string Key);

/// <summary>The variables that a container sees: plain ones from the program, secret ones by reference.</summary>
public sealed record PodEnvironment
{
    public IReadOnlyDictionary<string, string> Plain { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, SecretKey> Secret { get; init; } = new Dictionary<string, SecretKey>();

    public PodEnvironment With(params (string Name, string Value)[] more) => this with
    {
        Plain = Plain.Concat(more.Select(one => KeyValuePair.Create(one.Name, one.Value))).ToDictionary(),
    };

    public PodEnvironment WithSecret(string name, SecretKey key) => this with { Secret = Secret.Append(new(name, key)).ToDictionary() };

    public InputList<EnvVarArgs> ToInput() =>
    [
        .. Plain.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new EnvVarArgs { Name = pair.Key, Value = pair.Value }),
        .. Secret.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new EnvVarArgs
        {
            Name = pair.Key,
            ValueFrom = new EnvVarSourceArgs { SecretKeyRef = new SecretKeySelectorArgs { Name = pair.Value.Secret, Key = pair.Value.Key } },
        }),
    ];
}
