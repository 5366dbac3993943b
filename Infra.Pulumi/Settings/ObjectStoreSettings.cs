using System.ComponentModel;
using Infra.Settings.Texts;

namespace Infra.Settings;

/// <summary>Where backups and snapshots go.</summary>
public sealed record ObjectStoreSettings : IChecked
{
    [Description("`r2`: Cloudflare R2, in the account `infra:edge.accountId`. `s3`: AWS S3. `none`: nothing is saved anywhere.")]
    public ObjectStoreKind Kind { get; init; }

    /// <summary>Whether anything is saved.</summary>
    public bool IsUsed => Kind != ObjectStoreKind.None;

    [Description("The first part of the buckets' names: PREFIX-STACK-backups, -dumps and -snapshots. S3 wants one that nobody in the "
        + "world uses.")]
    public Label Prefix { get; init; } = new("infra");

    [Description("With `s3`: the AWS region.")]
    public string Region { get; init; } = "eu-central-1";

    [Description("How many days a daily backup is kept.")]
    public int DailyDays { get; init; } = 30;

    [Description("How many days a weekly backup is kept.")]
    public int WeeklyDays { get; init; } = 90;

    [Description("An access key for the buckets, if one is to be used instead of those that the program makes for each bucket. On R2: "
        + "the id of a token that may administrate.")]
    public Secret? AccessKeyId { get; init; }

    [Description("The secret half of `accessKeyId`.")]
    public Secret? SecretAccessKey { get; init; }

    public bool IsGivenKeys => AccessKeyId is not null;

    public IEnumerable<SettingProblem> Problems(string key)
    {
        if (AccessKeyId is null != SecretAccessKey is null)
        {
            yield return new($"{key}.{(AccessKeyId is null ? "accessKeyId" : "secretAccessKey")}", "is missing", "an access key has two halves: give both or none");
        }

        if (Kind == ObjectStoreKind.S3 && Prefix.Text == "infra")
        {
            yield return new($"{key}.prefix", "is missing", "bucket names are unique in the whole world: write one of your own, such as example-com");
        }

        // The longest is PREFIX-test-pr-99999-snapshots, of 63 letters at most.
        if (Prefix.Text.Length > 38)
        {
            yield return new($"{key}.prefix", $"has {Prefix.Text.Length} letters", "shorten it to 38: the names of buckets have at most 63");
        }

        if (DailyDays is < 1 or > 3650)
        {
            yield return new($"{key}.dailyDays", $"cannot be {DailyDays}", "write a number of days from 1 to 3650");
        }

        if (WeeklyDays < DailyDays || WeeklyDays > 3650)
        {
            yield return new($"{key}.weeklyDays", $"cannot be {WeeklyDays}", "write a number of days from `dailyDays` to 3650");
        }
    }
}
