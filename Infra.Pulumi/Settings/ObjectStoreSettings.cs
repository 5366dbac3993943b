using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>Where backups and snapshots go.</summary>
public sealed record ObjectStoreSettings : IChecked
{
    [Description("`r2`: Cloudflare R2, in the account `infra:edge.accountId`. `s3`: AWS S3. `none`: nothing is backed up.")]
    public ObjectStoreKind Kind { get; init; }

    /// <summary>Whether anything is saved.</summary>
    public bool IsUsed => Kind != ObjectStoreKind.None;

    [Description("The first part of the buckets' names: PREFIX-STACK-backups, -dumps and -snapshots. On S3 it must be "
        + "globally unique.")]
    public Label Prefix { get; init; } = new("infra");

    [Description("With `s3`: the AWS region.")]
    public string Region { get; init; } = "eu-central-1";

    [Description("The number of days that a daily backup is kept.")]
    [Range(1, 3650)]
    public int DailyDays { get; init; } = 30;

    [Description("The number of days that a weekly backup is kept.")]
    [Range(1, 3650)]
    public int WeeklyDays { get; init; } = 90;

    [Description("An access key for the buckets, in place of the key that the program creates for each bucket. On R2: "
        + "the id of a token with admin permission.")]
    public Secret? AccessKeyId { get; init; }

    [Description("The secret half of `accessKeyId`.")]
    public Secret? SecretAccessKey { get; init; }

    public bool IsGivenKeys => AccessKeyId is not null;

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (AccessKeyId is null != SecretAccessKey is null)
        {
            yield return new($"{key}.{(AccessKeyId is null ? "accessKeyId" : "secretAccessKey")}", "is missing",
                "set both halves of the access key, or neither");
        }

        if (Kind == ObjectStoreKind.S3 && Prefix.Text == "infra")
        {
            yield return new($"{key}.prefix", "is missing",
                "write a prefix of your own, such as example-com: bucket names are globally unique");
        }

        // The longest is PREFIX-test-pr-99999-snapshots, of 63 letters at most.
        if (Prefix.Text.Length > 38)
        {
            yield return new($"{key}.prefix", $"has {Prefix.Text.Length} letters",
                "shorten it to 38: a bucket name has at most 63");
        }

        if (WeeklyDays < DailyDays)
        {
            yield return new($"{key}.weeklyDays", $"is {WeeklyDays}, less than `dailyDays`", $"write at least {DailyDays}");
        }
    }
}
