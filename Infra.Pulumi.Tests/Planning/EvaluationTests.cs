using Infra.Planning;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Random;

namespace Infra.Tests.Planning;

/// <summary>A plan agrees with the engine about each resource.</summary>
public sealed class EvaluationTests
{
    private sealed class Box(string name, ComponentResourceOptions? options = null) : ComponentResource(
        "infra:test:Box", name, options);

    [Fact]
    public async Task URN_contains_the_types_of_all_parents()
    {
        var engine = await FakeEngine.Declare(() =>
        {
            var inner = new Box("inner", new() { Parent = new Box("outer") });
            _ = new RandomPassword("leaf", new() { Length = 8 }, new() { Parent = inner });
        });

        Assert.Equal("urn:pulumi:any::infra::infra:test:Box$infra:test:Box$random:index/randomPassword:RandomPassword::leaf",
            engine["leaf"].Urn);
        Assert.Equal("urn:pulumi:any::infra::infra:test:Box$infra:test:Box::inner", engine["leaf"].Parent);
    }

    [Fact]
    public async Task Resource_without_a_parent_belongs_to_the_stack()
    {
        var engine = await FakeEngine.Declare(() => _ = new Box("box"));

        Assert.Equal("urn:pulumi:any::infra::pulumi:pulumi:Stack::infra-any", engine["box"].Parent);
        Assert.True(engine["box"].IsComponent);
    }

    [Fact]
    public async Task Protection_and_retention_are_inherited()
    {
        var engine = await FakeEngine.Declare(() =>
        {
            var outer = new Box("outer", new() { Protect = true, RetainOnDelete = true });
            _ = new RandomPassword("leaf", new() { Length = 8 }, new() { Parent = new Box("inner", new() { Parent = outer }) });
        });

        Assert.Equal((true, true), (engine["leaf"].Protect, engine["leaf"].RetainOnDelete));
    }

    [Fact]
    public async Task Child_can_override_protection()
    {
        var engine = await FakeEngine.Declare(() =>
            _ = new RandomPassword("leaf", new() { Length = 8 },
                new() { Parent = new Box("box", new() { Protect = true }), Protect = false }));

        Assert.False(engine["leaf"].Protect);
    }

    [Fact]
    public async Task Provider_is_inherited_by_package()
    {
        var engine = await FakeEngine.Declare(() =>
        {
            var random = new Pulumi.Random.Provider("mine");
            _ = new RandomPassword("leaf", new() { Length = 8 },
                new() { Parent = new Box("box", new() { Providers = { random } }) });
        });

        Assert.Equal("urn:pulumi:any::infra::pulumi:providers:random::mine", engine["leaf"].Provider);
    }

    [Fact]
    public async Task Output_in_an_input_is_a_dependency()
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
    public async Task Dependency_on_a_component_includes_its_custom_resources()
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
    public async Task Generated_secret_is_tracked_by_value()
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
    public async Task Provider_inputs_include_its_version()
    {
        var engine = await FakeEngine.Declare(() => _ = new Pulumi.Random.Provider("mine"));

        Assert.Equal("4.21.1", engine.InputsOf("mine")["version"]);
    }

    [Fact]
    public async Task Failing_program_fails_the_plan_and_sets_no_exit_code()
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
