using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

[Collection("TakesTurns")]
public sealed class ResourceOptionTests
{
    [Fact]
    public async Task Of_merged_options_the_second_wins_and_lists_are_joined()
    {
        var merged = CustomResourceOptions.Merge(
            new() { Protect = true, Version = "1", IgnoreChanges = { "a" }, AdditionalSecretOutputs = { "x" } },
            new() { Version = "2", IgnoreChanges = { "b" }, RetainOnDelete = true });

        Assert.True(merged.Protect);
        Assert.True(merged.RetainOnDelete);
        Assert.Equal("2", merged.Version);
        Assert.Equal(["a", "b"], merged.IgnoreChanges);
        Assert.Equal(["x"], merged.AdditionalSecretOutputs);
        Assert.Empty((await Trial.At(merged.DependsOn.ToOutput())).Value);
    }

    [Fact]
    public void Merging_leaves_the_merged_as_they_were()
    {
        var first = new CustomResourceOptions { IgnoreChanges = { "a" } };

        _ = CustomResourceOptions.Merge(first, new() { IgnoreChanges = { "b" } });

        Assert.Equal(["a"], first.IgnoreChanges);
    }

    [Fact]
    public void Merging_nothing_with_nothing_gives_empty_options() =>
        Assert.Null(CustomResourceOptions.Merge(null, null).Protect);

    [Fact]
    public Task Merged_components_keep_the_last_provider_of_each_package() => Trial.Of(() =>
    {
        var (first, second, other) = (new TestProvider("first"), new TestProvider("second"), new TestProvider("other", "other"));

        var merged = ComponentResourceOptions.Merge(new() { Providers = { first, other } }, new() { Providers = { second } });

        Assert.Equal([other, second], merged.Providers);
    });

    [Fact]
    public async Task Resource_waits_for_what_it_depends_on()
    {
        var answered = new List<string>();

        await Trial.Of(() => _ = new Thing("after", null, new() { DependsOn = new Thing("slow") }), Slow(answered));

        Assert.Equal(["slow", "after"], answered);
    }

    [Fact]
    public async Task Depending_on_a_component_is_depending_on_its_children()
    {
        var answered = new List<string>();

        await Trial.Of(
            () =>
            {
                var group = new Group("group", group => _ = group.Child("slow"));
                _ = new Thing("after", null, new() { DependsOn = group });
            },
            Slow(answered));

        Assert.Equal(["group", "slow", "after"], answered);
    }

    [Fact]
    public async Task Resource_with_an_id_is_read()
    {
        var mocks = new Recorder { Answer = args => Task.FromResult<(string?, object)>(("ignored", args.Inputs)) };

        await Trial.Of(
            async () =>
            {
                var thing = new Thing("thing", null, new() { Id = "existing" });
                Assert.Equal("existing", await OutputUtilities.GetValueAsync(thing.Id));
            },
            mocks);

        Assert.Equal("existing", mocks["thing"].Id);
    }

    [Fact]
    public async Task Mocks_see_the_id_of_an_import_and_otherwise_empty_text()
    {
        var mocks = await Trial.Of(() => _ = new Thing("imported", null, new() { ImportId = "x", Parent = new Thing("new") }));

        Assert.Equal("x", mocks["imported"].Id);
        Assert.Equal(string.Empty, mocks["new"].Id);
    }

    [Fact]
    public Task Options_handed_in_are_not_changed() => Trial.Of(() =>
    {
        var group = new Group("group", null, new() { Protect = true, Provider = new TestProvider("main") });
        var options = new CustomResourceOptions { Parent = group };

        _ = new Thing("thing", null, options);

        Assert.Null(options.Protect);
        Assert.Null(options.Provider);
    });

    [Fact]
    public async Task Resource_given_as_input_arrives_as_a_reference()
    {
        var mocks = await Trial.Of(() => _ = new Thing("thing", new() { Friend = new Thing("friend") }));

        var reference = Assert.IsType<Resource>(mocks["thing"].Inputs["friend"], exactMatch: false);
        Assert.EndsWith("Thing::friend", await Trial.UrnOf(reference), StringComparison.Ordinal);
    }

    [Fact]
    public Task Alias_says_either_a_urn_or_its_parts() => Trial.Fails(
        "Alias should not specify both Urn and Name",
        () => _ = new Thing("thing", null, new() { Aliases = { new Alias { Urn = "u", Name = "n" } } }));

    private static Recorder Slow(List<string> answered) => new()
    {
        Answer = async args =>
        {
            await Task.Delay(args.Name == "slow" ? 50 : 0);
            lock (answered)
            {
                answered.Add(args.Name!);
            }

            return (args.Name, args.Inputs);
        },
    };
}
