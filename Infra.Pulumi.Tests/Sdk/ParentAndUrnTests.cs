using Pulumi;
using Pulumi.Testing;

namespace Infra.Tests.Sdk;

[Collection("TakesTurns")]
public sealed class ParentAndUrnTests
{
    [Fact]
    public async Task Urn_is_made_of_stack_project_types_and_name()
    {
        var options = new TestOptions { StackName = "prod", ProjectName = "infra" };

        var resources = await Deployment.TestAsync(new Recorder(), options, () => _ = new Thing("thing"));

        Assert.Equal("urn:pulumi:prod::infra::pulumi:pulumi:Stack$test:mod:Thing::thing", await Trial.UrnOf(resources.Single()));
    }

    [Fact]
    public async Task Under_mocks_a_urn_keeps_only_the_first_type_of_its_parents()
    {
        var resources = await Trial.ResourcesOf(() =>
            _ = new Group("outer", outer => _ = new Group("inner", inner => _ = inner.Child("thing"), new() { Parent = outer })));

        Assert.Equal("urn:pulumi:stack::project::pulumi:pulumi:Stack$test:mod:Thing::thing", await Trial.UrnOf(resources.Last()));
    }

    [Fact]
    public async Task Function_as_program_yields_its_resources_in_order_without_a_stack()
    {
        var resources = await Trial.ResourcesOf(() => _ = new Group("group", group => _ = group.Child("thing")));

        Assert.Equal(["group", "thing"], resources.Select(resource => resource.GetResourceName()));
        Assert.Equal(["test:mod:Group", "test:mod:Thing"], resources.Select(resource => resource.GetResourceType()));
    }

    [Fact]
    public async Task Stack_class_comes_first_and_is_named_by_project_and_stack()
    {
        var options = new TestOptions { StackName = "prod", ProjectName = "infra" };

        var resources = await Deployment.TestAsync<OneThing>(new Recorder(), options);

        Assert.Equal(["infra-prod", "thing"], resources.Select(resource => resource.GetResourceName()));
        Assert.Equal("urn:pulumi:prod::infra::pulumi:pulumi:Stack::infra-prod", await Trial.UrnOf(resources[0]));
    }

    [Fact]
    public Task Urn_can_be_put_together() => Trial.Of(async () =>
    {
        var thing = new Thing("thing");

        Assert.Equal("urn:pulumi:stack::project::a:b:C::name", (await Trial.At(Urn.Create("name", "a:b:C"))).Value);
        Assert.Equal(
            "urn:pulumi:stack::project::pulumi:pulumi:Stack$test:mod:Thing$a:b:C::name",
            (await Trial.At(Urn.Create("name", "a:b:C", thing))).Value);
    });

    [Fact]
    public Task Resource_needs_a_name() => Trial.Fails(
        "'name' cannot be null or empty.",
        () => _ = new Thing(string.Empty));

    public sealed class OneThing : Stack
    {
        public OneThing() => _ = new Thing("thing");
    }
}
