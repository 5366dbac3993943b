using Infra.Bricks;
using Infra.Charts;
using Pulumi;

namespace Infra.Backups;

/// <summary>restic repositories in a bucket, one a store, and a secret in a namespace that opens them.</summary>
public sealed class Repository : ComponentResource
{
    private readonly ObjectStoreAccess _bucket;
    private readonly SecretBundle _keys;

    public Repository(string name, string ns, ObjectStoreAccess bucket, Output<string> password, SecretHome home, ComponentResourceOptions? options = null)
        : base("infra:backups:Repository", name, options)
    {
        _bucket = bucket;
        Namespace = ns;
        _keys = new SecretBundle(name, new()
        {
            Home = home,
            Namespace = ns,
            Given = new Dictionary<string, Output<string>>
            {
                ["access-key"] = bucket.AccessKeyId,
                ["secret-key"] = bucket.SecretAccessKey,
                ["password"] = password,
            },
        }, new() { Parent = this });
        RegisterOutputs();
    }

    public string Namespace { get; }

    /// <summary>Puts a folder into the repository of a store.</summary>
    public JobStep Save(string store, string folder, string tag, int keepDays, int keepWeekDays) => In("save", "backup-save.sh", store,
        ("FOLDER", folder), ("TAG", tag), ("KEEP_DAYS", $"{keepDays}"), ("KEEP_WEEK_DAYS", $"{keepWeekDays}"));

    /// <summary>Brings the newest dump of a store, or the one that was asked for.</summary>
    public JobStep Fetch(string store) => In("fetch", "backup-fetch.sh", store, ("FOLDER", SavedStore.Folder));

    /// <summary>Tells how old everything is.</summary>
    public JobStep Report(IEnumerable<string> stores, string collector) => new()
    {
        Name = "report",
        Image = ImagePins.Restic,
        Command = ScriptText.Command("backup-report.sh"),
        Environment = Access.With(("NAMES", string.Join(' ', stores)), ("OTLP", collector), ("STORE", Url)),
    };

    private string Url => $"s3:{_bucket.Endpoint}/{_bucket.Bucket}";

    private PodEnvironment Access => new()
    {
        Plain = new Dictionary<string, string> { ["AWS_DEFAULT_REGION"] = _bucket.Region, ["RESTIC_CACHE_DIR"] = "/tmp/cache" },
        Secret = new Dictionary<string, SecretKey>
        {
            ["AWS_ACCESS_KEY_ID"] = new(_keys.SecretName, "access-key"),
            ["AWS_SECRET_ACCESS_KEY"] = new(_keys.SecretName, "secret-key"),
            ["RESTIC_PASSWORD"] = new(_keys.SecretName, "password"),
        },
    };

    private JobStep In(string name, string script, string store, params (string Name, string Value)[] more) => new()
    {
        Name = name,
        Image = ImagePins.Restic,
        Command = ScriptText.Command(script),
        Environment = Access.With([("NAME", store), ("RESTIC_REPOSITORY", $"{Url}/{store}"), .. more]),
    };
}
