using Infra.Planning;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Random;

namespace Infra.Tests.Planning;

/// <summary>A plan says of each resource what the engine would say.</summary>
public sealed class EvaluationTests
{
    private sealed class Box(string name, ComponentResourceOptions? options = null) : ComponentResource("infra:test:Box", name, options);

    [Fact]
    public async Task A_urn_holds_the_types_of_all_parents()
    {
        var engine = await FakeEngine.Declare(() =>
        {
            var inner = new Box("inner", new() { Parent = new Box("outer") });
            _ = new RandomPassword("leaf", new() { Length = 8 }, new() { Parent = inner });
        });

        Assert.Equal("urn:pulumi:any::infra::infra:test:Box$infra:test:Box$random:index/randomPassword:RandomPassword::leaf", engine["leaf"].Urn);
        Assert.Equal("urn:pulumi:any::infra::infra:test:Box$infra:test:Box::inner", engine["leaf"].Parent);
    }

    [Fact]
    public async Task What_has_no_parent_belongs_to_the_stack()
    {
        var engine = await FakeEngine.Declare(() => _ = new Box("box"));

        Assert.Equal("urn:pulumi:any::infra::pulumi:pulumi:Stack::infra-any", engine["box"].Parent);
        Assert.True(engine["box"].IsComponent);
    }

    [Fact]
    public async Task Protection_and_retention_reach_the_innermost_child()
    {
        var engine = await FakeEngine.Declare(() =>
        {
            var outer = new Box("outer", new() { Protect = true, RetainOnDelete = true });
            _ = new RandomPassword("leaf", new() { Length = 8 }, new() { Parent = new Box("inner", new() { Parent = outer }) });
        });

        Assert.Equal((true, true), (engine["leaf"].Protect, engine["leaf"].RetainOnDelete));
    }

    [Fact]
    public async Task A_child_may_refuse_what_its_parent_says()
    {
        var engine = await FakeEngine.Declare(() =>
            _ = new RandomPassword("leaf", new() { Length = 8 }, new() { Parent = new Box("box", new() { Protect = true }), Protect = false }));

        Assert.False(engine["leaf"].Protect);
    }

    [Fact]
    public async Task A_provider_is_inherited_by_the_package_of_the_resource()
    {
        var engine = await FakeEngine.Declare(() =>
        {
            var random = new Pulumi.Random.Provider("mine");
            _ = new RandomPassword("leaf", new() { Length = 8 }, new() { Parent = new Box("box", new() { Providers = { random } }) });
        });

        Assert.Equal("urn:pulumi:any::infra::pulumi:providers:random::mine", engine["leaf"].Provider);
    }

    [Fact]
    public async Task An_output_that_an_input_is_made_of_is_a_dependency()
    {
        var engine = await FakeEngine.Declare(() =>
        {
            var password = new RandomPassword("password", new() { Length = 8 });
            _ = Holding("direct", new() { StringData = { ["password"] = password.Result } });
            _ = Holding("composed", new() { StringData = { ["url"] = Output.Format($"redis://:{password.Result}@redis") } });
        });

        Assert.Equal([engine["password"].Urn], engine["direct"].DependsOn);
        Assert.Equal([engine["password"].Urn], engine["composed"].DependsOn);
    }

    [Fact]
    public async Task Waiting_for_a_component_is_waiting_for_all_real_resources_in_it()
    {
        var engine = await FakeEngine.Declare(() =>
        {
            var box = new Box("box");
            _ = new RandomPassword("one", new() { Length = 8 }, new() { Parent = box });
            _ = new RandomPassword("two", new() { Length = 8 }, new() { Parent = new Box("inner", new() { Parent = box }) });
            _ = new RandomPassword("after", new() { Length = 8 }, new() { DependsOn = { box } });
        });

        Assert.Equal(new[] { engine["one"].Urn, engine["two"].Urn }.Order(StringComparer.Ordinal), engine["after"].DependsOn);
    }

    [Fact]
    public async Task A_generated_secret_is_followed_by_value()
    {
        var engine = await FakeEngine.Declare(() =>
        {
            var password = new RandomPassword("password", new() { Length = 8 });
            _ = Holding("holder", new() { StringData = { ["url"] = Output.Format($"redis://:{password.Result}@redis") } });
        });

        var data = (IReadOnlyDictionary<string, object>)engine.InputsOf("holder")["stringData"];
        Assert.True(Marker.IsSecret((string)data["url"]));
    }

    [Fact]
    public async Task A_provider_carries_its_version_as_the_engine_writes_it()
    {
        var engine = await FakeEngine.Declare(() => _ = new Pulumi.Random.Provider("mine"));

        Assert.Equal("4.21.1", engine.InputsOf("mine")["version"]);
    }

    [Fact]
    public async Task A_failing_program_fails_the_plan_and_leaves_no_exit_code_behind()
    {
        await Assert.ThrowsAsync<RunException>(() => FakeEngine.Declare(() => throw new InvalidOperationException("broken")));

        Assert.Equal(0, Environment.ExitCode);
    }

    private static Secret Holding(string name, SecretArgs args)
    {
        args.Metadata = new ObjectMetaArgs { Name = name };
        return new(name, args);
    }
}
