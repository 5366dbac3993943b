using System.Security.Cryptography;
using System.Text;
using Infra.Bricks;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Inputs;
using Pulumi.Aws.S3;
using Pulumi.Cloudflare;
using Pulumi.Cloudflare.Inputs;
using Provider = Pulumi.Aws.Provider;

namespace Infra.Foundation;

/// <summary>
/// Cloudflare R2, spoken to as the S3 that it imitates. A Cloudflare token is an S3 key as well: its id is the key's, and the SHA-256
/// of its value is the secret (https://developers.cloudflare.com/r2/api/tokens/).
/// </summary>
public sealed class R2Account : ComponentResource, IObjectStoreAccount
{
    // Cloudflare's own numbers: https://developers.cloudflare.com/fundamentals/api/reference/permissions/
    private const string StorageWrite = "bf7481a1826f439697cb59a20b22293e";
    private const string BucketItemWrite = "2efd5506f9c8494dacb1fa10a3e7d5b6"; // reads and lists as well
    private const string BucketItemRead = "6a018a9f2fc74eb6b293b0c548f38b39";

    private const int SecondsADay = 24 * 3600;

    private readonly PlatformSettings _settings;
    private readonly Provider _provider;

    public R2Account(string name, PlatformSettings settings, ComponentResourceOptions? options = null)
        : base("infra:foundation:R2Account", name, options)
    {
        _settings = settings;
        var (key, secret) = settings.ObjectStore.IsGivenKeys ? Given() : Administrator(name);
        _provider = new Provider(name, new()
        {
            Region = "us-east-1", // R2 takes it for "auto", and the provider then asks for no location
            AccessKey = key,
            SecretKey = secret,
            S3UsePathStyle = true,
            SkipCredentialsValidation = true,
            SkipMetadataApiCheck = true,
            SkipRegionValidation = true,
            SkipRequestingAccountId = true, // nor does it then look for tags where only AWS has any
            Endpoints = { new ProviderEndpointArgs { S3 = Endpoint } },
        }, new() { Parent = this });
        RegisterOutputs();
    }

    private string Account => _settings.Edge.AccountId!.Text;

    private string Endpoint => $"https://{Account}.r2.cloudflarestorage.com";

    /// <param name="days">How long to keep what lies under a prefix.</param>
    public ObjectStoreAccess Bucket(string name, string bucket, IReadOnlyDictionary<string, int> days)
    {
        var keeps = _settings.KeepsData;
        var made = new Bucket(name, new() { BucketName = bucket, ForceDestroy = !keeps },
            new() { Parent = this, Provider = _provider, Protect = keeps, RetainOnDelete = keeps });

        // Through the S3 API it would be written too, but the AWS provider then waits for a header that only AWS sends, and fails:
        // https://github.com/hashicorp/terraform-provider-aws/issues/49019
        _ = new R2BucketLifecycle($"{name}-lifecycle", new()
        {
            AccountId = Account,
            BucketName = bucket,
            Rules = days.Select(Expiry).Append(Unfinished).ToArray(),
        }, new() { Parent = this, DependsOn = { made } });

        var (key, secret) = _settings.ObjectStore.IsGivenKeys ? Given() : KeyOf(new ApiToken($"{name}-token", new()
        {
            Name = bucket,
            Policies = { Allow($"com.cloudflare.edge.r2.bucket.{Account}_default_{bucket}", BucketItemWrite) },
        }, new() { Parent = this, DependsOn = { made } }));
        return new() { Endpoint = Endpoint, Bucket = bucket, AccessKeyId = key, SecretAccessKey = secret };
    }

    /// <summary>A key that only reads a bucket.</summary>
    public ObjectStoreAccess Reader(string name, ObjectStoreAccess bucket)
    {
        if (_settings.ObjectStore.IsGivenKeys)
        {
            return bucket;
        }

        var (key, secret) = KeyOf(new ApiToken($"{name}-reader", new()
        {
            Name = $"{bucket.Bucket}-reader",
            Policies = { Allow($"com.cloudflare.edge.r2.bucket.{Account}_default_{bucket.Bucket}", BucketItemRead) },
        }, new() { Parent = this }));
        return bucket with { AccessKeyId = key, SecretAccessKey = secret };
    }

    // A new token takes some seconds to be known where R2 checks it, so the first bucket has to wait for that.
    private (Output<string> Key, Output<string> Secret) Administrator(string name)
    {
        var (key, secret) = KeyOf(new ApiToken($"{name}-token", new()
        {
            Name = $"infra-{Deployment.Instance.StackName}-buckets",
            Policies = { Allow($"com.cloudflare.api.account.{Account}", StorageWrite) },
        }, new() { Parent = this }));
        var known = new RemoteScript($"{name}-ready", new()
        {
            Machine = Machine.Local("local"),
            Script = "r2-ready.sh",
            AsRoot = false,
            Parameters = new Dictionary<string, Input<string>> { ["S3_ENDPOINT"] = Endpoint },
            Stdin = Output.Format($"{key}:{secret}"),
        }, new() { Parent = this });
        return (Output.Tuple(key, known.Stdout).Apply(both => both.Item1), secret);
    }

    private (Output<string> Key, Output<string> Secret) Given() =>
        (_settings.ObjectStore.AccessKeyId!.ToInput().ToOutput(), _settings.ObjectStore.SecretAccessKey!.ToInput().ToOutput());

    private static (Output<string> Key, Output<string> Secret) KeyOf(ApiToken token) =>
        (token.Id, Output.CreateSecret(token.Value.Apply(value => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{value}"))))));

    private static ApiTokenPolicyArgs Allow(string resource, string group) => new()
    {
        Effect = "allow",
        PermissionGroups = { new ApiTokenPolicyPermissionGroupArgs { Id = group } },
        Resources = $"{{\"{resource}\":\"*\"}}",
    };

    private static R2BucketLifecycleRuleArgs Expiry(KeyValuePair<string, int> rule) => new()
    {
        Id = rule.Key.Replace('/', '-').Trim('-'),
        Enabled = true,
        Conditions = new R2BucketLifecycleRuleConditionsArgs { Prefix = rule.Key },
        DeleteObjectsTransition = new R2BucketLifecycleRuleDeleteObjectsTransitionArgs
        {
            Condition = new R2BucketLifecycleRuleDeleteObjectsTransitionConditionArgs { Type = "Age", MaxAge = rule.Value * SecondsADay },
        },
    };

    private static R2BucketLifecycleRuleArgs Unfinished => new()
    {
        Id = "unfinished",
        Enabled = true,
        Conditions = new R2BucketLifecycleRuleConditionsArgs { Prefix = "" },
        AbortMultipartUploadsTransition = new R2BucketLifecycleRuleAbortMultipartUploadsTransitionArgs
        {
            Condition = new R2BucketLifecycleRuleAbortMultipartUploadsTransitionConditionArgs { Type = "Age", MaxAge = 7 * SecondsADay },
        },
    };
}
