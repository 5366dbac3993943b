using System.Collections.Immutable;

namespace Pulumi.Utilities;

/// <summary>Looks inside outputs, for tests and tools; a program uses Apply.</summary>
public static class OutputUtilities
{
    public static Output<T> CreateUnknown<T>(T value) => new(OutputCell.Of(value, known: false));

    public static Output<T> CreateUnknown<T>(Func<Task<T>> valueFactory) => new(OutputCell.Of(null, known: false));

    public static Output<T> WithDependency<T>(Output<T> output, Resource resource)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(resource);
        return new(output.Cell.WithResources(new(resource)));
    }

    public static async Task<bool> GetIsKnownAsync<T>(Output<T> output)
    {
        await output.Cell;
        output.Cell.ThrowIfFailed();
        return output.Cell.IsKnown;
    }

    public static Task<T> GetValueAsync<T>(Output<T> output) => output.ValueAsync();

    public static Task<ImmutableHashSet<Resource>> GetDependenciesAsync<T>(Output<T> output) => output.ResourcesAsync();
}
