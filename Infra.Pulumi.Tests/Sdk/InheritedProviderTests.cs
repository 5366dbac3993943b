using Pulumi;

namespace Infra.Tests.Sdk;

[Collection("TakesTurns")]
public sealed class InheritedProviderTests
{
    private const string Providers = "urn:pulumi:stack::project::pulumi:pulumi:Stack$pulumi:providers:";

    [Fact]
    public async Task Mocks_see_a_provider_as_urn_and_id()
    {
        var mocks = await Trial.Of(() => _ = new Thing("thing", null, new() { Provider = new TestProvider("main") }));

        Assert.Equal($"{Providers}test::main::main-id", mocks["thing"].Provider);
    }

    [Fact]
    public async Task Without_a_provider_mocks_see_empty_text() =>
        Assert.Equal(string.Empty, (await Trial.Of(() => _ = new Thing("thing")))["thing"].Provider);

    [Fact]
    public async Task Of_the_providers_of_a_component_a_child_takes_the_one_of_its_package()
    {
        var mocks = await Trial.Of(() => _ = new Group(
            "group",
            group => _ = group.Child("thing"),
            new() { Providers = { new TestProvider("other", "other"), new TestProvider("main") } }));

        Assert.Equal($"{Providers}test::main::main-id", mocks["thing"].Provider);
    }

    [Fact]
    public async Task Provider_of_a_component_reaches_through_components_below()
    {
        var mocks = await Trial.Of(() => _ = new Group(
            "outer",
            outer => _ = new Group("inner", inner => _ = inner.Child("thing"), new() { Parent = outer }),
            new() { Provider = new TestProvider("main") }));

        Assert.Equal($"{Providers}test::main::main-id", mocks["thing"].Provider);
    }

    [Fact]
    public async Task Provider_of_its_own_wins_over_the_inherited_one()
    {
        var mocks = await Trial.Of(() => _ = new Group(
            "group",
            group => _ = group.Child("thing", new() { Provider = new TestProvider("own") }),
            new() { Provider = new TestProvider("main") }));

        Assert.Equal($"{Providers}test::own::own-id", mocks["thing"].Provider);
    }

    [Fact]
    public async Task Resource_hands_its_provider_to_its_children()
    {
        var mocks = await Trial.Of(() =>
        {
            var parent = new Thing("parent", null, new() { Provider = new TestProvider("main") });
            _ = new Thing("child", null, new() { Parent = parent });
        });

        Assert.Equal($"{Providers}test::main::main-id", mocks["child"].Provider);
    }

    [Fact]
    public Task Component_takes_one_provider_or_several_but_not_both() => Trial.Fails(
        "Do not supply both 'provider' and 'providers' options to a ComponentResource.",
        () =>
        {
            var provider = new TestProvider("main");
            _ = new Group("group", null, new() { Provider = provider, Providers = { provider } });
        });
}
