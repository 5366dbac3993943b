using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

[Collection("TakesTurns")]
public sealed class ComponentOutputTests
{
    [Fact]
    public async Task Output_properties_are_registered_by_wire_name_or_property_name()
    {
        var mocks = await Trial.Of(() => _ = new Group("group", group =>
        {
            group.Address = Output.Create("host");
            group.Port = Output.Create(443);
        }));

        var outputs = mocks.OutputsOf("group");
        Assert.Equal(["Port", "address"], outputs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(new Look<object?>("host"), await Trial.At(outputs["address"]));
        Assert.Equal(new Look<object?>(443.0), await Trial.At(outputs["Port"]));
    }

    [Fact]
    public async Task Component_output_keeps_its_marks_and_unset_ones_are_omitted()
    {
        var mocks = await Trial.Of(() =>
        {
            _ = new Group("secret", group => group.Address = Output.CreateSecret("s"));
            _ = new Group("unknown", group => group.Address = OutputUtilities.CreateUnknown("u"));
        });

        Assert.Equal(new Look<object?>("s", IsSecret: true), await Trial.At(mocks.OutputsOf("secret")["address"]));
        Assert.Equal(new Look<object?>(null, IsKnown: false), await Trial.At(mocks.OutputsOf("unknown")["address"]));
        Assert.Equal(["address"], mocks.OutputsOf("unknown").Keys);
    }

    [Fact]
    public async Task Outputs_of_a_stack_are_registered_by_its_class()
    {
        var mocks = new Recorder();

        await Deployment.TestAsync<Exporting>(mocks, new TestOptions());

        Assert.Equal(new Look<object?>("thing-id"), await Trial.At(mocks.OutputsOf("project-stack")["thingId"]));
    }

    [Fact]
    public async Task Function_as_program_returns_its_outputs()
    {
        var (_, outputs) = await Deployment.TestAsync(
            new Recorder(),
            new TestOptions(),
            () => new Dictionary<string, object?> { ["id"] = new Thing("thing").Id });

        Assert.Equal("thing-id", await OutputUtilities.GetValueAsync(Assert.IsType<Output<string>>(outputs["id"])));
    }

    [Fact]
    public async Task Output_of_a_stack_must_be_assigned()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<Forgetful>(new Recorder()));
        Environment.ExitCode = 0;

        Assert.Equal(
            "Output(s) 'thingId' have no value assigned. " +
            "[Output] attributed properties must be assigned inside Stack constructor.",
            error.Message);
    }

    [Fact]
    public async Task Stack_may_come_from_a_service_provider()
    {
        var mocks = new Recorder();

        await Deployment.TestWithServiceProviderAsync<Exporting>(mocks, new Services(() => new Exporting()));

        Assert.Contains("thing", mocks.Resources.Select(args => args.Name));
    }

    public sealed class Exporting : Stack
    {
        public Exporting() => ThingId = new Thing("thing").Id;

        [Output("thingId")]
        public Output<string> ThingId { get; }
    }

    public sealed class Forgetful : Stack
    {
        [Output("thingId")]
        public Output<string>? ThingId { get; set; }
    }

    private sealed class Services(Func<object> make) : IServiceProvider
    {
        public object? GetService(Type serviceType) => make();
    }
}
