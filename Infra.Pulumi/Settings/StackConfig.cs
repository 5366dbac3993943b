using System.Text.Json;

namespace Infra.Settings;

/// <summary>A stack's configuration in the form in which the engine hands it to a program: "project:key" to text or JSON.</summary>
public sealed record StackConfig(IReadOnlyDictionary<string, string> Values, IReadOnlySet<string> SecretKeys)
{
    private const string ValuesVariable = "PULUMI_CONFIG";
    private const string SecretKeysVariable = "PULUMI_CONFIG_SECRET_KEYS";

    /// <summary>What the engine has put into the environment of this process.</summary>
    public static StackConfig FromEnvironment() => new(
        Read<Dictionary<string, string>>(ValuesVariable) ?? [],
        (Read<List<string>>(SecretKeysVariable) ?? []).ToHashSet());

    private static T? Read<T>(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } json ? JsonSerializer.Deserialize<T>(json) : default;
}
