using System.Text.Json;
using Infra.Settings;
using Pulumi;

namespace Infra.Bricks;

/// <summary>The way into the private registries, for the pods of one namespace.</summary>
public static class RegistrySecret
{
    public const string Name = "registries";

    // https://kubernetes.io/docs/concepts/configuration/secret/#docker-config-secrets
    private const string Key = ".dockerconfigjson";

    /// <summary>Makes it, unless every registry is a public one.</summary>
    public static SecretBundle? In(string ns, PlatformSettings settings, SecretHome home, Resource parent) => settings.Registries.Count == 0 ? null : new($"{ns}-{Name}", new()
    {
        Home = home,
        Namespace = ns,
        Name = Name,
        Type = "kubernetes.io/dockerconfigjson",
        Given = new Dictionary<string, Output<string>> { [Key] = ConfigOf(settings.Registries) },
    }, new() { Parent = parent });

    /// <summary>What pods name, in charts that want names.</summary>
    public static string[] Names(PlatformSettings settings) => settings.Registries.Count == 0 ? [] : [Name];

    /// <summary>What pods name, as Kubernetes writes it.</summary>
    public static object[] References(PlatformSettings settings) => [.. Names(settings).Select(name => new { name })];

    private static Output<string> ConfigOf(IReadOnlyDictionary<string, RegistrySettings> registries) =>
        Output.All(registries.Values.Select(registry => registry.Password.ToInput())).Apply(passwords => JsonSerializer.Serialize(new
        {
            auths = registries.Zip(passwords).ToDictionary(
                pair => pair.First.Key,
                pair => new Dictionary<string, string> { ["username"] = pair.First.Value.Username, ["password"] = pair.Second }),
        }));
}
