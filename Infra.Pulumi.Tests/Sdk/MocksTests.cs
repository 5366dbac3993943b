using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

[Collection("TakesTurns")]
public sealed class MocksTests
{
    private const string Outside = "Trying to acquire Deployment.Instance before 'Run' was called.";

    [Fact]
    public Task Run_has_default_names_and_is_a_preview_by_default() => Deployment.TestAsync(
        new Recorder(),
        new TestOptions(),
        () =>
        {
            var run = Deployment.Instance;

            Assert.Equal(("stack", "project", "organization"), (run.StackName, run.ProjectName, run.OrganizationName));
            Assert.True(run.IsDryRun);
        });

    [Fact]
    public Task Run_may_be_named() => Deployment.TestAsync(
        new Recorder(),
        new TestOptions { StackName = "prod", ProjectName = "infra", OrganizationName = "me", RootDirectory = "/here" },
        () =>
        {
            var run = Deployment.Instance;

            Assert.Equal(("prod", "infra", "me"), (run.StackName, run.ProjectName, run.OrganizationName));
            Assert.Equal("/here", run.RootDirectory);
        });

    [Fact]
    public void Outside_of_a_run_there_is_no_deployment()
    {
        Assert.Equal(Outside, Assert.Throws<InvalidOperationException>(() => Deployment.Instance).Message);
        Assert.Equal(Outside, Assert.Throws<InvalidOperationException>(() => new Thing("thing")).Message);
        Assert.Equal(Outside, Assert.Throws<InvalidOperationException>(() => new Config()).Message);
    }

    [Fact]
    public async Task Without_an_engine_a_program_does_not_run()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Deployment.RunAsync(() => { }));

        Assert.StartsWith(
            "Program run without the Pulumi engine available; re-run using the `pulumi` CLI",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public Task Run_within_a_run_is_refused() => Trial.Of(async () =>
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Trial.Of(() => { }));

        Assert.Equal("Deployment.Instance should only be set once at the beginning of a 'Run' call.", error.Message);
    });

    [Fact]
    public async Task Parallel_runs_are_isolated()
    {
        var names = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(async () =>
        {
            var options = new TestOptions { StackName = $"s{number}" };
            var resources = await Deployment.TestAsync(new Recorder(), options, () => _ = new Thing($"t{number}"));
            return await Trial.UrnOf(resources.Single());
        })));

        Assert.Equal(
            Enumerable.Range(0, 8).Select(n => $"urn:pulumi:s{n}::project::pulumi:pulumi:Stack$test:mod:Thing::t{n}"),
            names);
    }

    [Fact]
    public async Task Components_are_seen_by_mocks_as_well()
    {
        var mocks = await Trial.Of(() => _ = new Group("group"));

        Assert.Equal(["test:mod:Group"], mocks.Resources.Select(args => args.Type));
    }

    [Fact]
    public async Task Call_carries_its_arguments_and_the_provider_of_its_parent()
    {
        var mocks = await Trial.Of(
            () =>
            {
                var group = new Group("group", null, new() { Provider = new TestProvider("main") });
                var options = new InvokeOptions { Parent = group };
                _ = Deployment.Instance.Invoke<Box>("test:mod:look", new LookArgs { Text = "x" }, options);
            },
            new() { AnswerCall = _ => new Dictionary<string, object> { ["width"] = 1 } });

        var call = Assert.Single(mocks.Calls);
        Assert.Equal(("test:mod:look", "x"), (call.Token, call.Args["text"]));
        Assert.EndsWith("pulumi:providers:test::main::main-id", call.Provider, StringComparison.Ordinal);
    }

    [Fact]
    public Task Call_result_keeps_its_dependencies() => Trial.Of(
        async () =>
        {
            var thing = new Thing("thing");

            var answer = Deployment.Instance.Invoke<Box>("test:mod:look", new LookArgs { Text = thing.Id });

            Assert.Equal(new Look<int>(7, Origins: "thing"), await Trial.At(answer.Apply(box => box.Width)));
        },
        new() { AnswerCall = _ => new Dictionary<string, object> { ["width"] = 7 } });

    [Fact]
    public async Task Call_with_an_unknown_argument_is_not_made()
    {
        var mocks = await Trial.Of(async () =>
        {
            var args = new LookArgs { Text = OutputUtilities.CreateUnknown("?") };

            var answer = Deployment.Instance.Invoke<Box>("test:mod:look", args);

            Assert.False((await Trial.At(answer)).IsKnown);
        });

        Assert.Empty(mocks.Calls);
    }

    [Fact]
    public Task Call_can_be_awaited() => Trial.Of(
        async () =>
        {
            var box = await Deployment.Instance.InvokeAsync<Box>("test:mod:look", new LookArgs { Text = "x" });
            Assert.Equal(2, box.Width);
        },
        new() { AnswerCall = _ => ImmutableDictionary<string, object>.Empty.Add("width", 2) });

    private sealed class LookArgs : InvokeArgs
    {
        [Input("text")]
        public Input<string>? Text { get; set; }
    }
}
