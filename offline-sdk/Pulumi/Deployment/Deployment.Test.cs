using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Testing;

namespace Pulumi;

public sealed partial class Deployment
{
    public static Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new() =>
        EvaluateAsync(mocks, options, () => Task.FromResult<Stack>(
            (TStack)Activator.CreateInstance(typeof(TStack), BindingFlags.DoNotWrapExceptions, null, null, null)!));

    public static Task<ImmutableArray<Resource>> TestWithServiceProviderAsync<TStack>(
        IMocks mocks, IServiceProvider serviceProvider, TestOptions? options = null)
        where TStack : Stack
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        return EvaluateAsync(mocks, options, () => Task.FromResult<Stack>(
            serviceProvider.GetService(typeof(TStack)) as TStack ?? throw new InvalidOperationException(
                $"Failed to resolve instance of type {typeof(TStack)} from service provider. " +
                $"Register the type with the service provider before calling {nameof(RunAsync)}.")));
    }

    public static Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Action createResources) =>
        WithoutStackAsync(testMocks, testOptions, () =>
        {
            createResources();
            return Task.CompletedTask;
        });

    public static Task<ImmutableArray<Resource>> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<Task> createResources) =>
        WithoutStackAsync(testMocks, testOptions, createResources);

    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<IDictionary<string, object?>> createResources) =>
        TestAsync(testMocks, testOptions, () => Task.FromResult(createResources()));

    public static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<Task<IDictionary<string, object?>>> createResources)
    {
        IDictionary<string, object?> outputs = ImmutableDictionary<string, object?>.Empty;
        var resources = await WithoutStackAsync(testMocks, testOptions, async () =>
            outputs = await createResources().ConfigureAwait(false)).ConfigureAwait(false);
        return (resources, outputs);
    }

    /// <summary>A test made of a function has a stack too, but nobody declared it, so it is not among the results.</summary>
    private static async Task<ImmutableArray<Resource>> WithoutStackAsync(
        IMocks mocks, TestOptions? options, Func<Task> createResources)
    {
        Stack? stack = null;
        var resources = await EvaluateAsync(mocks, options, async () =>
        {
            stack = new Stack();
            await createResources().ConfigureAwait(false);
            return stack;
        }).ConfigureAwait(false);
        return resources.Remove(stack!);
    }

    // Has to stay an async method: what it sets in the ambient run is taken back when it returns.
    private static async Task<ImmutableArray<Resource>> EvaluateAsync(
        IMocks mocks, TestOptions? options, Func<Task<Stack>> declare)
    {
        var run = new DeploymentRun(mocks, options);
        Ambient.Value = Ambient.Value is null ? new(run) : throw new InvalidOperationException(
            "Deployment.Instance should only be set once at the beginning of a 'Run' call.");
        await run.EvaluateAsync(declare).ConfigureAwait(false);
        run.Errors.ThrowIfAny();
        return run.Engine.Resources;
    }
}
