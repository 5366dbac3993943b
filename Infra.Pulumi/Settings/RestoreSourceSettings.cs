using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>The dumps of another stack, with read-only credentials.</summary>
public sealed record RestoreSourceSettings : IChecked
{
    [Description("The other stack's name, such as prod.")]
    public required Label Stack { get; init; }

    [Description("Its object store, such as https://ACCOUNT.r2.cloudflarestorage.com.")]
    public required string Endpoint { get; init; }

    [Description("Its bucket of dumps, such as infra-prod-dumps.")]
    public required Label Bucket { get; init; }

    [Description("The region of the bucket.")]
    public string Region { get; init; } = "auto";

    [Description("A read-only access key of the bucket.")]
    public required Secret AccessKeyId { get; init; }

    [Description("The secret half of `accessKeyId`.")]
    public required Secret SecretAccessKey { get; init; }

    [Description("The password that encrypts the dumps of its business data.")]
    public required Secret Password { get; init; }

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps
            || url.PathAndQuery != "/")
        {
            yield return new($"{key}.endpoint", $"cannot be `{Endpoint}`",
                "write a URL such as https://ACCOUNT.r2.cloudflarestorage.com");
        }
    }
}
