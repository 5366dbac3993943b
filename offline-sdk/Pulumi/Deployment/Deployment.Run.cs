namespace Pulumi;

// The engine speaks gRPC, and these stand-ins do not: they compile, plan and test programs.
public sealed partial class Deployment
{
    private const string NoEngine =
        "This build uses the offline stand-ins for the Pulumi SDK, which plan and test a program but cannot deploy it: " +
        "build with the official packages (set the MSBuild property PulumiSdk=official).";

    public static Task<int> RunAsync(Action action) => RefuseAsync();

    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => RefuseAsync();

    public static Task<int> RunAsync(Func<Task> func) => RefuseAsync();

    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null) =>
        RefuseAsync();

    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new() => RefuseAsync();

    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack => RefuseAsync();

    /// <summary>Started by hand it throws, as the official SDK does; under the engine it says why and fails.</summary>
    private static Task<int> RefuseAsync()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("PULUMI_MONITOR")))
        {
            return Task.FromException<int>(new InvalidOperationException(
                $"Program run without the Pulumi engine available; re-run using the `pulumi` CLI. {NoEngine}"));
        }

        Console.Error.WriteLine(NoEngine);
        Environment.ExitCode = 1;
        return Task.FromResult(1);
    }
}
