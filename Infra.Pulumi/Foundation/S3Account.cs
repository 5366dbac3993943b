using Infra.Bricks;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Iam;
using Pulumi.Aws.S3;
using Pulumi.Aws.S3.Inputs;
using Provider = Pulumi.Aws.Provider;

namespace Infra.Foundation;

/// <summary>AWS S3. Each bucket has a user of its own, who may do nothing but read and write in it.</summary>
public sealed class S3Account : ComponentResource, IObjectStoreAccount
{
    private const string ReadAndWrite = """["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"]""";

    private readonly PlatformSettings _settings;
    private readonly Provider _provider;

    public S3Account(string name, PlatformSettings settings, ComponentResourceOptions? options = null)
        : base("infra:foundation:S3Account", name, options)
    {
        _settings = settings;
        // Without given keys it is who runs the program that makes buckets and users.
        _provider = settings.ObjectStore.IsGivenKeys
            ? new Provider(name, new()
            {
                Region = settings.ObjectStore.Region,
                AccessKey = settings.ObjectStore.AccessKeyId!.ToInput(),
                SecretKey = settings.ObjectStore.SecretAccessKey!.ToInput(),
            }, new() { Parent = this })
            : AmazonProvider.Create(name, settings.ObjectStore.Region, settings.Amazon, new() { Parent = this });
        RegisterOutputs();
    }

    /// <param name="days">How long to keep what lies under a prefix.</param>
    public ObjectStoreAccess Bucket(string name, string bucket, IReadOnlyDictionary<string, int> days)
    {
        var keeps = _settings.KeepsData;
        var made = new Bucket(name, new() { BucketName = bucket, ForceDestroy = !keeps },
            new() { Parent = this, Provider = _provider, Protect = keeps, RetainOnDelete = keeps });

        _ = new BucketPublicAccessBlock($"{name}-private", new()
        {
            Bucket = bucket,
            BlockPublicAcls = true,
            BlockPublicPolicy = true,
            IgnorePublicAcls = true,
            RestrictPublicBuckets = true,
        }, Own(made));
        _ = new BucketLifecycleConfiguration($"{name}-lifecycle", new()
        {
            Bucket = bucket,
            Rules = days.Select(Expiry).Append(Unfinished).ToArray(),
        }, Own(made));

        var (key, secret) = _settings.ObjectStore.IsGivenKeys
            ? (_settings.ObjectStore.AccessKeyId!.ToInput().ToOutput(), _settings.ObjectStore.SecretAccessKey!.ToInput().ToOutput())
            : UserOf(name, bucket, bucket, ReadAndWrite);
        return new()
        {
            Endpoint = $"https://s3.{_settings.ObjectStore.Region}.amazonaws.com",
            Bucket = bucket,
            Region = _settings.ObjectStore.Region,
            AccessKeyId = key,
            SecretAccessKey = secret,
        };
    }

    /// <summary>A key that only reads a bucket.</summary>
    public ObjectStoreAccess Reader(string name, ObjectStoreAccess bucket)
    {
        if (_settings.ObjectStore.IsGivenKeys)
        {
            return bucket;
        }

        var (key, secret) = UserOf($"{name}-reader", $"{bucket.Bucket}-reader", bucket.Bucket, """["s3:GetObject"]""");
        return bucket with { AccessKeyId = key, SecretAccessKey = secret };
    }

    private (Output<string> Key, Output<string> Secret) UserOf(string name, string user, string bucket, string actions)
    {
        var made = new User($"{name}-user", new() { Name = user }, Own());
        _ = new UserPolicy($"{name}-policy", new()
        {
            Name = user,
            User = made.Name,
            Policy = $$"""
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Action": ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
                      "Resource": "arn:aws:s3:::{{bucket}}"
                    },
                    {
                      "Effect": "Allow",
                      "Action": {{actions}},
                      "Resource": "arn:aws:s3:::{{bucket}}/*"
                    }
                  ]
                }
                """,
        }, Own());
        var key = new AccessKey($"{name}-key", new() { User = made.Name }, Own());
        return (key.Id, Output.CreateSecret(key.Secret));
    }

    private CustomResourceOptions Own(params Resource[] after) => new() { Parent = this, Provider = _provider, DependsOn = { after } };

    private static BucketLifecycleConfigurationRuleArgs Expiry(KeyValuePair<string, int> rule) => new()
    {
        Id = rule.Key.Replace('/', '-').Trim('-'),
        Status = "Enabled",
        Filter = new BucketLifecycleConfigurationRuleFilterArgs { Prefix = rule.Key },
        Expiration = new BucketLifecycleConfigurationRuleExpirationArgs { Days = rule.Value },
    };

    private static BucketLifecycleConfigurationRuleArgs Unfinished => new()
    {
        Id = "unfinished",
        Status = "Enabled",
        Filter = new BucketLifecycleConfigurationRuleFilterArgs { Prefix = "" },
        AbortIncompleteMultipartUpload = new BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs { DaysAfterInitiation = 7 },
    };
}
