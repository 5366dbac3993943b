using Pulumi;
using Pulumi.Testing;

namespace Infra.Tests.Sdk;

[Collection("TakesTurns")]
public sealed class TransformationTests
{
    [Fact]
    public async Task Own_transformations_run_before_those_of_the_parents()
    {
        var order = new List<string>();
        ResourceTransformation Noting(string tag) => args =>
        {
            order.Add($"{tag}:{args.Resource.GetResourceName()}");
            return null;
        };

        await Trial.Of(() => _ = new Group(
            "group",
            group => _ = group.Child("thing", new() { ResourceTransformations = { Noting("own") } }),
            new() { ResourceTransformations = { Noting("parent") } }));

        Assert.Equal(["parent:group", "own:thing", "parent:thing"], order);
    }

    [Fact]
    public async Task Transformations_reach_through_components_below()
    {
        var mocks = await Trial.Of(() => _ = new Group(
            "outer",
            outer => _ = new Group("inner", inner => _ = inner.Child("thing"), new() { Parent = outer }),
            new() { ResourceTransformations = { args => new(new ThingArgs { Text = "from above" }, args.Options) } }));

        Assert.Equal("from above", mocks["thing"].Inputs["displayName"]);
    }

    [Fact]
    public async Task Stack_sees_every_resource_with_its_own_options_only()
    {
        Watching.Seen.Clear();

        await Deployment.TestAsync<Watching>(new Recorder(), new TestOptions());

        Assert.Equal(["project-stack in protect=", "group in protect=True", "thing in group protect="], Watching.Seen);
    }

    [Fact]
    public async Task Transformation_changes_inputs_and_the_next_one_sees_them()
    {
        var mocks = await Trial.Of(() => _ = new Thing("thing", new() { Text = "declared" }, new()
        {
            ResourceTransformations =
            {
                args => new(new ThingArgs { Text = "changed" }, args.Options),
                args => new(new ThingArgs { Text = ((ThingArgs)args.Args).Text.Apply(text => $"{text} twice") }, args.Options),
            },
        }));

        Assert.Equal("changed twice", mocks["thing"].Inputs["displayName"]);
    }

    [Fact]
    public async Task Transformation_changes_options()
    {
        var mocks = await Trial.Of(() => _ = new Thing("thing", null, new()
        {
            ResourceTransformations = { args => new(args.Args, new CustomResourceOptions { ImportId = "x" }) },
        }));

        Assert.Equal("x", mocks["thing"].Id);
    }

    [Fact]
    public Task Transformation_cannot_move_a_resource() => Trial.Fails(
        "Transformations cannot currently be used to change the 'parent' of a resource.",
        () => _ = new Thing("thing", null, new()
        {
            ResourceTransformations = { args => new(args.Args, new CustomResourceOptions { Parent = new Group("elsewhere") }) },
        }));

    public sealed class Watching : Stack
    {
        public Watching()
            : base(new StackOptions { ResourceTransformations = { Note } }) =>
            _ = new Group("group", group => _ = group.Child("thing"), new() { Protect = true });

        public static IList<string> Seen { get; } = [];

        private static ResourceTransformationResult? Note(ResourceTransformationArgs args)
        {
            var (name, options) = (args.Resource.GetResourceName(), args.Options);
            Seen.Add($"{$"{name} in {options.Parent?.GetResourceName()}".Trim()} protect={options.Protect}");
            return null;
        }
    }
}
