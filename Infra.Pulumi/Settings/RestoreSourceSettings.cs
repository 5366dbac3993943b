using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>The dumps of another stack, and how to read them: nothing here lets anybody write there.</summary>
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

    [Description("An access key that may read the bucket, and no more.")]
    public required Secret AccessKeyId { get; init; }

    [Description("The secret half of `accessKeyId`.")]
    public required Secret SecretAccessKey { get; init; }

    [Description("What the dumps of its business data are encrypted with.")]
    public required Secret Password { get; init; }

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps || url.PathAndQuery != "/")
        {
            yield return new($"{key}.endpoint", $"cannot be `{Endpoint}`", "write an address such as https://ACCOUNT.r2.cloudflarestorage.com");
        }
    }
}
