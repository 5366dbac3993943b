using Pulumi;

namespace Infra.Foundation;

/// <summary>
/// The provider for Amazon itself. AWS_ACCESS_KEY_ID and its like belong to whoever keeps the state: with R2 that is not Amazon,
/// so that Amazon has variables of its own and takes the common ones only where these are not set.
/// </summary>
public static class AmazonProvider
{
    public const string KeyVariable = "INFRA_AWS_ACCESS_KEY_ID";
    public const string SecretVariable = "INFRA_AWS_SECRET_ACCESS_KEY";

    public static ProviderResource Create(string name, string region, CustomResourceOptions? options = null)
    {
        var (key, secret) = (Read(KeyVariable), Read(SecretVariable));
        return new Pulumi.Aws.Provider(name, key is null || secret is null
            ? new() { Region = region }
            : new() { Region = region, AccessKey = Output.CreateSecret(key), SecretKey = Output.CreateSecret(secret) }, options);
    }

    private static string? Read(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
