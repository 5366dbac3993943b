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

        await Trial.Of(() => _ = new Group(
            "outer",
            outer => _ = new Group(
                "inner",
                inner => _ = new Thing("thing", null, new() { Parent = inner, ResourceTransformations = { Noting("own") } }),
                new() { Parent = outer, ResourceTransformations = { Noting("inner") } }),
            new() { ResourceTransformations = { Noting("outer") } }));

        Assert.Equal(["outer:outer", "inner:inner", "outer:inner", "own:thing", "inner:thing", "outer:thing"], order);

        ResourceTransformation Noting(string tag) => args =>
        {
            order.Add($"{tag}:{args.Resource.GetResourceName()}");
            return null;
        };
    }

    [Fact]
    public async Task The_stack_sees_every_resource_with_its_own_options_only()
    {
        Watching.Seen.Clear();

        await Deployment.TestAsync<Watching>(new Recorder(), new TestOptions());

        Assert.Equal(["project-stack parent= protect=", "group parent= protect=True", "thing parent=group protect="], Watching.Seen);
    }

    [Fact]
    public async Task A_transformation_changes_inputs_and_the_next_one_sees_them()
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
    public async Task A_transformation_changes_options()
    {
        var mocks = await Trial.Of(() => _ = new Thing("thing", null, new()
        {
            ResourceTransformations = { args => new(args.Args, CustomResourceOptions.Merge((CustomResourceOptions)args.Options, new() { ImportId = "x" })) },
        }));

        Assert.Equal("x", mocks["thing"].Id);
    }

    [Fact]
    public async Task A_transformation_cannot_move_a_resource()
    {
        var error = await Trial.Failing(() => _ = new Thing("thing", null, new()
        {
            ResourceTransformations = { args => new(args.Args, new CustomResourceOptions { Parent = new Group("elsewhere") }) },
        }));

        Assert.Contains("Transformations cannot currently be used to change the 'parent' of a resource.", error.Message, StringComparison.Ordinal);
    }

    public sealed class Watching : Stack
    {
        public Watching()
            : base(new StackOptions { ResourceTransformations = { Note } }) =>
            _ = new Group("group", group => _ = new Thing("thing", null, new() { Parent = group }), new() { Protect = true });

        public static IList<string> Seen { get; } = [];

        private static ResourceTransformationResult? Note(ResourceTransformationArgs args)
        {
            Seen.Add($"{args.Resource.GetResourceName()} parent={args.Options.Parent?.GetResourceName()} protect={args.Options.Protect}");
            return null;
        }
    }
}
