using Infra.Planning;
using Infra.Tests.Settings;

namespace Infra.Tests.Foundation;

public sealed class ObjectStoreTests
{
    private static readonly string OnS3 = AnyStack.And("infra:objectStore: { kind: s3, prefix: example-com }");

    [Fact]
    public async Task R2_is_spoken_to_as_s3_with_a_key_made_for_it()
    {
        var provider = (await AnyPlan.Single).The("object-store-r2");

        Assert.Contains("https://00000000000000000000000000000001.r2.cloudflarestorage.com", provider.Inputs["endpoints"].ToString(), StringComparison.Ordinal);
        Assert.Equal("true", provider.Inputs["skipRequestingAccountId"]);
        Assert.True(Marker.IsSecret((string)provider.Inputs["secretKey"]));
    }

    [Theory]
    [InlineData("object-store-backups", "infra-staging-backups")]
    [InlineData("object-store-dumps", "infra-staging-dumps")]
    [InlineData("object-store-snapshots", "infra-staging-snapshots")]
    public async Task Buckets_outlive_mistakes(string name, string bucket)
    {
        var made = (await AnyPlan.Single).The(name);

        Assert.Equal((bucket, true, true), (made.Inputs["bucket"], made.Protect, made.RetainOnDelete));
        Assert.Equal((await AnyPlan.Single).The("object-store-r2").Urn, made.Provider);
    }

    [Fact]
    public async Task A_bucket_s_key_opens_nothing_but_that_bucket()
    {
        var token = (await AnyPlan.Single).The("object-store-backups-token");

        var policy = ((IEnumerable<object>)token.Inputs["policies"]).Cast<IReadOnlyDictionary<string, object>>().Single();
        Assert.Equal("{\"com.cloudflare.edge.r2.bucket.00000000000000000000000000000001_default_infra-staging-backups\":\"*\"}", policy["resources"]);
    }

    [Fact]
    public async Task Who_restores_another_stack_may_only_read_its_dumps()
    {
        var policy = ((IEnumerable<object>)(await AnyPlan.Single).The("object-store-dumps-reader").Inputs["policies"]).Cast<IReadOnlyDictionary<string, object>>().Single();

        Assert.Equal("{\"com.cloudflare.edge.r2.bucket.00000000000000000000000000000001_default_infra-staging-dumps\":\"*\"}", policy["resources"]);
        Assert.Equal("6a018a9f2fc74eb6b293b0c548f38b39", ((IEnumerable<object>)policy["permissionGroups"]).Cast<IReadOnlyDictionary<string, object>>().Single()["id"]);
    }

    [Fact]
    public async Task On_s3_it_is_a_user_who_may_only_read()
    {
        var policy = (string)(await AnyPlan.Of(OnS3)).The("object-store-dumps-reader-policy").Inputs["policy"];

        Assert.Contains("arn:aws:s3:::example-com-staging-dumps/*", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("Put", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("Delete", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_r2_daily_backups_go_after_30_days_and_weekly_ones_after_90()
    {
        var rules = ((IEnumerable<object>)(await AnyPlan.Single).The("object-store-snapshots-lifecycle").Inputs["rules"]).Cast<IReadOnlyDictionary<string, object>>();

        Assert.Equal(
            [("k3s/daily/", 30.0), ("k3s/weekly/", 90.0)],
            rules.Take(2).Select(rule => ((string)In(rule, "conditions", "prefix"), (double)In(rule, "deleteObjectsTransition", "condition", "maxAge") / 86400)));
    }

    [Fact]
    public async Task On_s3_a_bucket_is_private_and_has_a_user_of_its_own()
    {
        var plan = await AnyPlan.Of(OnS3);

        Assert.Equal(true, plan.The("object-store-backups-private").Inputs["restrictPublicBuckets"]);
        Assert.Contains("arn:aws:s3:::example-com-staging-backups/*", (string)plan.The("object-store-backups-policy").Inputs["policy"], StringComparison.Ordinal);
        Assert.Empty(plan.OfType("R2BucketLifecycle"));
    }

    [Fact]
    public async Task On_s3_old_backups_go_too()
    {
        var rules = ((IEnumerable<object>)(await AnyPlan.Of(OnS3)).The("object-store-backups-lifecycle").Inputs["rules"]).Cast<IReadOnlyDictionary<string, object>>();

        Assert.Equal(
            [("daily/", 30.0), ("weekly/", 90.0)],
            rules.Take(2).Select(rule => ((string)In(rule, "filter", "prefix"), (double)In(rule, "expiration", "days"))));
    }

    [Fact]
    public async Task A_given_key_takes_the_place_of_those_that_would_be_made()
    {
        var yaml = AnyStack.And("infra:objectStore: { accessKeyId: { secure: v1:a }, secretAccessKey: { secure: v1:b } }");

        var plan = await AnyPlan.Of(yaml);

        Assert.DoesNotContain(plan.OfType("ApiToken"), token => token.Name.StartsWith("object-store", StringComparison.Ordinal));
        Assert.True(Marker.IsSecret((string)plan.The("object-store-r2").Inputs["accessKey"]));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("ci")]
    [InlineData("test")]
    public async Task What_is_thrown_away_is_saved_nowhere(string stack) =>
        Assert.DoesNotContain((await Stacks.Plan(stack)).Resources, resource => resource.Name.StartsWith("object-store", StringComparison.Ordinal));

    private static object In(object value, params string[] path) =>
        path.Aggregate(value, (current, name) => ((IReadOnlyDictionary<string, object>)current)[name]);
}
