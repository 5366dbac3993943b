using Infra.Planning;

namespace Infra.Tests;

/// <summary>What is true of every stack of the repository.</summary>
public sealed class StacksTests
{
    public static TheoryData<string> All => [.. Stacks.Project.Stacks];

    [Fact]
    public void The_five_environments_are_there() => Assert.Equal(["dev", "ci", "test", "staging", "prod"], Stacks.Project.Stacks);

    [Theory]
    [MemberData(nameof(All))]
    public async Task It_plans_without_an_error(string stack) =>
        Assert.DoesNotContain((await Stacks.Plan(stack)).Findings, finding => finding.Severity == Severity.Error);

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_service_has_a_runbook(string stack) => Assert.All(
        (await Stacks.Plan(stack)).Services, service => Assert.True(File.Exists(Path.Combine(Stacks.Project.Folder, service.Runbook)), service.Runbook));

    [Theory]
    [MemberData(nameof(All))]
    public async Task No_provider_is_left_to_chance(string stack) => Assert.DoesNotContain(
        (await Stacks.Plan(stack)).Resources,
        resource => !resource.IsComponent && !resource.Type.StartsWith("pulumi:", StringComparison.Ordinal) && resource.Provider is null);

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_cluster_answers_to_its_own_kubeconfig_alone(string stack) =>
        Assert.True(Marker.IsSecret((string)(await Stacks.Plan(stack)).Resources.Single(resource => resource.Name == "kubernetes").Inputs["kubeconfig"]));

    [Theory]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task What_holds_data_cannot_be_deleted_by_mistake(string stack)
    {
        var guarded = (await Stacks.Plan(stack)).Resources.Where(resource => resource.Protect).Select(resource => resource.Name);

        Assert.Empty(new[] { "platform-postgres", "postgres", "redis", "clickhouse", "signoz", "object-store-backups", "object-store-dumps" }.Except(guarded));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_release_ends_in_success_or_in_what_was_before(string stack)
    {
        var releases = (await Stacks.Plan(stack)).Resources.Where(resource => resource.Type == "kubernetes:helm.sh/v3:Release");

        Assert.All(releases, release => Assert.Equal(true, release.Inputs["atomic"]));
    }
}
