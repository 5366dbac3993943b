using Infra.Planning.Reviews;
using static Infra.Tests.Planning.Reviews.AnySaved;

namespace Infra.Tests.Planning.Reviews;

public sealed class StackReviewTests
{
    [Theory]
    [InlineData(Database, """{"metadata":{"name":"a"}}""", """{"metadata":{"name":"b"}}""", ChangeKind.Replace, Risk.Data)]
    [InlineData(Database, """{"spec":{"instances":1}}""", """{"spec":{"instances":2}}""", ChangeKind.Update, Risk.Ordinary)]
    [InlineData("kubernetes:core/v1:PersistentVolumeClaim", """{"spec":{"storageClassName":"a"}}""",
        """{"spec":{"storageClassName":"b"}}""", ChangeKind.Replace, Risk.Data)]
    [InlineData("cloudflare:index/r2Bucket:R2Bucket", """{"name":"a"}""", """{"name":"b"}""", ChangeKind.Replace, Risk.Data)]
    [InlineData("aws:lightsail/instance:Instance", """{"bundleId":"small"}""", """{"bundleId":"large"}""",
        ChangeKind.Replace, Risk.Data)]
    [InlineData("kubernetes:apps/v1:StatefulSet", """{"spec":{"serviceNameX":"a"}}""", """{"spec":{"serviceNameX":"b"}}""",
        ChangeKind.Update, Risk.Ordinary)]
    [InlineData(DnsRecord, """{"content":"203.0.113.1"}""", """{"content":"203.0.113.2"}""", ChangeKind.Update, Risk.Public)]
    [InlineData("kubernetes:networking.k8s.io/v1:NetworkPolicy", """{"spec":1}""", """{"spec":2}""",
        ChangeKind.Update, Risk.Public)]
    [InlineData(Deployment, """{"spec":{"replicas":1}}""", """{"spec":{"replicas":2}}""", ChangeKind.Update, Risk.Ordinary)]
    [InlineData(Deployment, """{"spec":{"selector":{"matchLabels":{"a":"b"}}}}""",
        """{"spec":{"selector":{"matchLabels":{"a":"c"}}}}""", ChangeKind.Replace, Risk.Ordinary)]
    [InlineData("kubernetes:core/v1:Secret", """{"type":"a"}""", """{"type":"b"}""", ChangeKind.Replace, Risk.Ordinary)]
    [InlineData("random:index/randomPassword:RandomPassword", """{"length":32}""", """{"length":64}""", ChangeKind.Replace,
        Risk.Ordinary)]
    public void Change_has_kind_and_risk(string type, string before, string after, ChangeKind kind, Risk risk)
    {
        var change = Change(type, before, after);

        Assert.Equal((kind, risk), (change.Kind, change.Risk));
    }

    [Fact]
    public void Changes_are_ordered_by_risk()
    {
        var before = Plan(Resource(Deployment, "web"), Resource(DnsRecord, "www"), Resource(Database, "postgres"));

        var review = StackReview.Between(before, Plan(Resource(DnsRecord, "api")));

        Assert.Equal(["deletes postgres", "deletes www", "creates api", "deletes web"],
            review.Changes.Select(change => $"{ChangeText.Verb(change.Kind)} {change.Name}"));
    }

    [Fact]
    public void Losing_protection_is_a_data_risk()
    {
        var it = Resource(Deployment, "it") with { Protect = true };

        var change = Assert.Single(StackReview.Between(Plan(it), Plan(it with { Protect = false })).Changes);

        Assert.Equal((Risk.Data, "loses its protection", "protect: true → false"),
            (change.Risk, change.Reason, ChangeText.Describe(change.Properties[0])));
    }

    [Fact]
    public void Losing_retention_is_a_data_risk()
    {
        var it = Resource(Deployment, "it") with { RetainOnDelete = true };

        var change = Assert.Single(StackReview.Between(Plan(it), Plan(it with { RetainOnDelete = false })).Changes);

        Assert.Equal((Risk.Data, "loses its protection"), (change.Risk, change.Reason));
    }

    [Fact]
    public void Deleted_retained_resource_is_a_data_risk()
    {
        var it = Resource(Deployment, "it") with { RetainOnDelete = true };

        var change = Assert.Single(StackReview.Between(Plan(it), Plan()).Changes);

        Assert.Equal((Risk.Data, "holds data; only removed from the state"), (change.Risk, change.Reason));
    }

    [Theory]
    [InlineData("staging-1-firewall", Risk.Public)]
    [InlineData("staging-1-ssh", Risk.Public)]
    [InlineData("staging-1-guard", Risk.Public)]
    [InlineData("staging-1-limits", Risk.Ordinary)]
    public void Host_access_scripts_are_a_public_risk(string script, Risk risk) =>
        Assert.Equal(
            risk, Assert.Single(StackReview.Between(Plan(), Plan(Resource("command:remote:Command", script))).Changes).Risk);

    [Fact]
    public void Release_of_a_service_with_a_disk_holds_data()
    {
        var service = Resource("infra:data:Redis", "redis") with { Component = true };
        var plan = Plan(
            service, Resource("kubernetes:helm.sh/v3:Release", "redis") with { Urn = "urn:release", Parent = service.Urn });

        var change = Assert.Single(StackReview.Between(plan with { Services = [new("redis", new(DiskGiB: 2))] }, Plan()).Changes);

        Assert.Equal((Risk.Data, "holds data"), (change.Risk, change.Reason));
    }

    [Fact]
    public void Property_that_forces_a_replacement_is_first()
    {
        var change = Change(Database, """{"a":1,"metadata":{"name":"a"}}""", """{"a":2,"metadata":{"name":"b"}}""");

        Assert.Equal("metadata.name", change.Properties[0].Path);
    }

    [Fact]
    public void Findings_of_the_base_are_not_new()
    {
        SavedFinding old = new("rule", "warning", "a", "b", "c"), error = new("rule", "error", "d", "e", "f");

        var review = StackReview.Between(Plan() with { Findings = [old] }, Plan() with { Findings = [old, error] });

        Assert.Equal((error, 2, 0), (Assert.Single(review.NewFindings), review.Findings, review.ResolvedFindings));
    }

    [Fact]
    public void New_stack_is_all_created_and_removed_stack_all_deleted()
    {
        var plan = Plan(Resource(Deployment, "web"));

        Assert.Equal(ChangeKind.Create, Assert.Single(StackReview.Between(null, plan).Changes).Kind);
        Assert.Equal(ChangeKind.Delete, Assert.Single(StackReview.Between(plan, null).Changes).Kind);
    }

    [Fact]
    public async Task Stack_compared_with_itself_has_no_changes()
    {
        var plan = SavedPlan.Read(Infra.Planning.PlanJson.Write([await Stacks.Plan("prod")]))[0];

        Assert.Empty(StackReview.Between(plan, plan).Changes);
    }
}
