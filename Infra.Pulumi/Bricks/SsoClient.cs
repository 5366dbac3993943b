using Pulumi;

namespace Infra.Bricks;

/// <summary>A service that signs people in through single sign-on: the addresses they return to, and its secret.</summary>
public sealed record SsoClient(string Name, string Namespace, IReadOnlyList<string> Callbacks)
{
    /// <summary>Whether the Kubernetes API accepts people whom it signed in.</summary>
    public bool IsForCluster { get; init; }

    /// <summary>What Casdoor knows it by.</summary>
    public string ClientId => $"{Name}-client";

    /// <summary>The secret with `client-id` and `client-secret`.</summary>
    public string SecretName => $"{Name}-sso";

    /// <summary>The secret that the service and Casdoor share.</summary>
    public SecretBundle Secret(SecretHome home, Resource parent) => new(SecretName, new()
    {
        Home = home,
        Namespace = Namespace,
        Generated = new Dictionary<string, int> { ["client-secret"] = 40 },
        Given = new Dictionary<string, Output<string>> { ["client-id"] = Output.Create(ClientId) },
    }, new() { Parent = parent });
}
