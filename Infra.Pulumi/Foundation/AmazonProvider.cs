using Infra.Settings;
using Pulumi;
using Provider = Pulumi.Aws.Provider;

namespace Infra.Foundation;

/// <summary>The provider for Amazon itself.</summary>
public static class AmazonProvider
{
    public static Provider Create(string name, string region, AmazonSettings? login, CustomResourceOptions? options = null) => new(name, login is null
        ? new() { Region = region }
        : new() { Region = region, AccessKey = login.AccessKeyId.ToInput(), SecretKey = login.SecretAccessKey.ToInput() }, options);
}
