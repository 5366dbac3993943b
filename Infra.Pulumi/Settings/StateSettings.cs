using System.ComponentModel;

namespace Infra.Settings;

/// <summary>The state backend of the engine.</summary>
public sealed record StateSettings : IChecked
{
    private static readonly string[] Schemes = ["s3://", "file://", "https://"];

    [Description("The state backend for `./infra`: an R2 bucket as "
        + "`s3://BUCKET?endpoint=https://ACCOUNT.r2.cloudflarestorage.com&region=auto&use_path_style=true`, or a folder as "
        + "`file:///PATH`. "
        + "PULUMI_BACKEND_URL overrides it. Without either, dev and ci use .pulumi-state/ in the repository, and the others "
        + "use the "
        + "backend of `pulumi login`.")]
    public string? Url { get; init; }

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (Url is null)
        {
            yield break;
        }

        if (!Schemes.Any(scheme => Url.StartsWith(scheme, StringComparison.Ordinal)))
        {
            yield return new($"{key}.url", $"cannot be `{Url}`",
                $"begin it with {string.Join(", ", Schemes[..^1])} or {Schemes[^1]}");
        }

        if (Url.StartsWith("s3://", StringComparison.Ordinal) && Url.Contains('@', StringComparison.Ordinal))
        {
            yield return new($"{key}.url", "contains credentials",
                "move them to AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and replace them: they were exposed");
        }
    }
}
