using System.Text.Json;

namespace Infra.Settings.Reading;

/// <summary>A stack's configuration as the engine passes it to a program: "project:key" to text or JSON.</summary>
public sealed record StackConfig(IReadOnlyDictionary<string, string> Values, IReadOnlySet<string> SecretKeys)
{
    private const string ValuesVariable = "PULUMI_CONFIG";
    private const string SecretKeysVariable = "PULUMI_CONFIG_SECRET_KEYS";

    /// <summary>The path of each secret, which only a stack's file has: the engine names whole keys.</summary>
    public IReadOnlySet<string>? SecretPaths { get; init; }

    /// <summary>The configuration that the engine put into the environment of this process.</summary>
    public static StackConfig FromEnvironment() => new StackConfig(
        Read<Dictionary<string, string>>(ValuesVariable) ?? [],
        (Read<List<string>>(SecretKeysVariable) ?? []).ToHashSet()).WithAmazon((_, value) => value);

    /// <summary>Adds the Amazon credentials of this process's environment if the stack has none.</summary>
    /// <param name="show">Makes the text shown for the value of a key.</param>
    internal StackConfig WithAmazon(Func<string, string, string> show) =>
        !Values.ContainsKey(AmazonSettings.Key)
        && Environment.GetEnvironmentVariable(AmazonSettings.KeyVariable) is { Length: > 0 } key
        && Environment.GetEnvironmentVariable(AmazonSettings.SecretVariable) is { Length: > 0 } secret
            ? new StackConfig(
                new Dictionary<string, string>(Values)
                {
                    [AmazonSettings.Key] = JsonSerializer.Serialize(new Dictionary<string, string>
                    {
                        ["accessKeyId"] = show($"{AmazonSettings.Key}.accessKeyId", key),
                        ["secretAccessKey"] = show($"{AmazonSettings.Key}.secretAccessKey", secret),
                    }),
                },
                SecretKeys.Append(AmazonSettings.Key).ToHashSet())
            {
                SecretPaths = SecretPaths?.Concat([$"{AmazonSettings.Key}.accessKeyId",
                    $"{AmazonSettings.Key}.secretAccessKey"]).ToHashSet(),
            }
            : this;

    private static T? Read<T>(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } json ? JsonSerializer.Deserialize<T>(json) : default;
}
