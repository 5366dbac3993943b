using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

[Collection("TakesTurns")]
public sealed class StackReferenceTests
{
    private static Recorder Other => new()
    {
        Answer = args => Task.FromResult<(string?, object)>((args.Id, new Dictionary<string, object>
        {
            ["name"] = args.Id!,
            ["outputs"] = new Dictionary<string, object> { ["host"] = "example.org", ["password"] = "hush" },
            ["secretOutputNames"] = new List<string> { "password" },
        })),
    };

    [Fact]
    public async Task Stack_reference_is_read_by_stack_name()
    {
        var args = new StackReferenceArgs { Name = "org/infra/prod" };

        var mocks = await Trial.Of(() => _ = new StackReference("shared", args), Other);

        Assert.Equal("pulumi:pulumi:StackReference", mocks["shared"].Type);
        Assert.Equal("org/infra/prod", mocks["shared"].Id);
        Assert.Equal("org/infra/prod", mocks["shared"].Inputs["name"]);
    }

    [Fact]
    public Task Stack_reference_uses_its_own_name_by_default() => Trial.Of(
        async () => Assert.Equal("org/infra/prod", await OutputUtilities.GetValueAsync(new StackReference("org/infra/prod").Id)),
        Other);

    [Fact]
    public Task Outputs_are_secret_if_the_other_stack_names_them_so() => Trial.Of(
        async () =>
        {
            var stack = new StackReference("prod");

            Assert.Equal(new Look<object>("example.org", Origins: "prod"), await Trial.At(stack.RequireOutput("host")));
            Assert.Equal(new Look<object?>("hush", IsSecret: true, Origins: "prod"), await Trial.At(stack.GetOutput("password")));
        },
        Other);

    [Fact]
    public Task Details_tell_a_secret_from_a_plain_value() => Trial.Of(
        async () =>
        {
            var stack = new StackReference("prod");

            Assert.Equal("hush", (await stack.GetOutputDetailsAsync("password")).SecretValue);
            Assert.Equal("example.org", (await stack.GetOutputDetailsAsync("host")).Value);
            Assert.Equal("example.org", await stack.RequireValueAsync("host"));
        },
        Other);

    [Fact]
    public Task Output_that_does_not_exist_is_nothing() => Trial.Of(
        async () => Assert.Null((await Trial.At(new StackReference("prod").GetOutput("none"))).Value),
        Other);

    [Fact]
    public Task Requiring_an_output_that_does_not_exist_fails_the_run() => Trial.Fails(
        "Required output 'none' does not exist on stack 'prod'.",
        () => _ = new StackReference("prod").RequireOutput("none"), Other);
}
