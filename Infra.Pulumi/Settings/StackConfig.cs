using System.Text.Json;

namespace Infra.Settings;

/// <summary>A stack's configuration in the form in which the engine hands it to a program: "project:key" to text or JSON.</summary>
public sealed record StackConfig(IReadOnlyDictionary<string, string> Values, IReadOnlySet<string> SecretKeys)
{
    private const string ValuesVariable = "PULUMI_CONFIG";
    private const string SecretKeysVariable = "PULUMI_CONFIG_SECRET_KEYS";

    /// <summary>What the engine has put into the environment of this process.</summary>
    public static StackConfig FromEnvironment() => new StackConfig(
        Read<Dictionary<string, string>>(ValuesVariable) ?? [],
        (Read<List<string>>(SecretKeysVariable) ?? []).ToHashSet()).WithAmazon((_, value) => value);

    /// <summary>With what the environment of this process says about Amazon, where the stack says nothing.</summary>
    /// <param name="show">What stands for the value of a key.</param>
    internal StackConfig WithAmazon(Func<string, string, string> show) =>
        !Values.ContainsKey(AmazonSettings.Key)
        && Environment.GetEnvironmentVariable(AmazonSettings.KeyVariable) is { Length: > 0 } key
        && Environment.GetEnvironmentVariable(AmazonSettings.SecretVariable) is { Length: > 0 } secret
            ? new(
                new Dictionary<string, string>(Values)
                {
                    [AmazonSettings.Key] = JsonSerializer.Serialize(new Dictionary<string, string>
                    {
                        ["accessKeyId"] = show($"{AmazonSettings.Key}.accessKeyId", key),
                        ["secretAccessKey"] = show($"{AmazonSettings.Key}.secretAccessKey", secret),
                    }),
                },
                SecretKeys.Append(AmazonSettings.Key).ToHashSet())
            : this;

    private static T? Read<T>(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } json ? JsonSerializer.Deserialize<T>(json) : default;
}
