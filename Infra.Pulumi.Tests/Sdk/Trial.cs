using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

/// <summary>Runs a few lines as a program.</summary>
internal static class Trial
{
    public static async Task<Recorder> Of(Action declare, Recorder? mocks = null, bool preview = false) =>
        await Of(
            () =>
            {
                declare();
                return Task.CompletedTask;
            },
            mocks,
            preview);

    public static async Task<Recorder> Of(Func<Task> declare, Recorder? mocks = null, bool preview = false)
    {
        mocks ??= new();
        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = preview }, declare);
        return mocks;
    }

    public static async Task<ImmutableArray<Resource>> ResourcesOf(Action declare) =>
        await Deployment.TestAsync(new Recorder(), new TestOptions { IsPreview = false }, declare);

    /// <summary>What a run ends with that has to fail.</summary>
    public static async Task<Exception> Failing(Action declare, Recorder? mocks = null)
    {
        try
        {
            return await Assert.ThrowsAnyAsync<Exception>(() => Of(declare, mocks));
        }
        finally
        {
            Environment.ExitCode = 0; // a failed run sets it, and the test run would end with it
        }
    }

    public static async Task Fails(string text, Action declare, Recorder? mocks = null) =>
        Assert.Contains(text, (await Failing(declare, mocks)).Message, StringComparison.Ordinal);

    public static Task<string> UrnOf(Resource resource) => OutputUtilities.GetValueAsync(resource.Urn);

    public static async Task<Look<T>> At<T>(Output<T> output)
    {
        var origins = await OutputUtilities.GetDependenciesAsync(output);
        return new(
            await OutputUtilities.GetValueAsync(output),
            await OutputUtilities.GetIsKnownAsync(output),
            await Output.IsSecretAsync(output),
            string.Join(' ', origins.Select(origin => origin.GetResourceName()).Order(StringComparer.Ordinal)));
    }
}

/// <summary>All there is to see of an output.</summary>
internal sealed record Look<T>(T Value, bool IsKnown = true, bool IsSecret = false, string Origins = "");
