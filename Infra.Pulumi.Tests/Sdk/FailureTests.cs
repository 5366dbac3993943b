using Pulumi;
using Pulumi.Testing;

namespace Infra.Tests.Sdk;

[Collection("TakesTurns")]
public sealed class FailureTests
{
    private static Recorder Refusing => new() { Answer = args => throw new RunException($"no {args.Name}") };

    [Fact]
    public async Task Failure_inside_apply_fails_the_run()
    {
        var error = await Trial.Failing(() => Output.Create(1).Apply(int (_) => throw new InvalidOperationException("inside")));

        Assert.IsType<RunException>(error);
        Assert.Contains("failed with an unhandled exception:", error.Message, StringComparison.Ordinal);
        Assert.Contains("System.InvalidOperationException: inside", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_that_comes_late_fails_the_run_too()
    {
        var error = await Trial.Failing(() => Output.Create(1).Apply(async _ =>
        {
            await Task.Delay(20);
            throw new RunException("late");
        }));

        Assert.Equal("late", Assert.IsType<RunException>(error).Message);
    }

    [Fact]
    public async Task Failed_run_sets_the_exit_code()
    {
        await Assert.ThrowsAsync<RunException>(() =>
            Deployment.TestAsync(new Recorder(), new TestOptions(), void () => throw new RunException("x")));

        var code = Environment.ExitCode;
        Environment.ExitCode = 0;
        Assert.Equal(32, code);
    }

    [Fact]
    public async Task Run_exception_prints_only_its_message()
    {
        var error = await Trial.Failing(() => _ = new Thing("thing"), Refusing);

        Assert.Equal("no thing", Assert.IsType<RunException>(error).Message);
    }

    [Fact]
    public async Task All_failed_resources_are_reported()
    {
        var refusing = Refusing;

        var run = Deployment.TestAsync(refusing, new TestOptions(), async () =>
        {
            _ = new Thing("one");
            _ = new Thing("two");
            await Task.Delay(50);
        });
        var error = await Assert.ThrowsAsync<AggregateException>(() => run);
        Environment.ExitCode = 0;

        Assert.Equal(["no one", "no two"], error.InnerExceptions.Select(inner => inner.Message).Order());
    }

    [Fact]
    public async Task What_depends_on_a_failed_resource_is_not_registered()
    {
        var refusing = Refusing;

        await Trial.Failing(() => _ = new Thing("second", null, new() { DependsOn = new Thing("first") }), refusing);

        Assert.Equal(["first"], refusing.Resources.Select(args => args.Name));
    }

    [Fact]
    public async Task Logged_error_fails_the_run()
    {
        var error = await Trial.Failing(() => Log.Error("logged"));

        Assert.Equal("logged", Assert.IsType<RunException>(error).Message);
    }

    [Fact]
    public async Task Failure_of_a_resource_may_hide_its_stack()
    {
        var error = await Trial.Failing(() => throw new ResourceException("too small", null, hideStack: true));

        Assert.Equal("too small", error.Message);
    }
}
