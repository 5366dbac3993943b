using System.Collections.Immutable;

namespace Pulumi.Testing;

internal sealed partial class MockEngine
{
    internal Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options)
    {
        var cell = OutputCell.FromTask(InvokeCellAsync(token, args, options, typeof(T)));
        return new(cell.Bind(inner => (OutputCell?)inner));
    }

    /// <summary>Answers at once, with no marks: for code that cannot wait for an output.</summary>
    internal async Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options)
    {
        var inputs = await WriteAsync(new(), (args ?? InvokeArgs.Empty).Members(), $"invoke:{token}", isResource: false)
            .ConfigureAwait(false);
        var (value, _, _) = await CallAsync(token, inputs, options, typeof(T)).ConfigureAwait(false);
        return Output<T>.Unbox(value);
    }

    private async Task<OutputCell> InvokeCellAsync(string token, InvokeArgs args, InvokeOptions? options, Type type)
    {
        var writer = new WireWriter();
        var inputs = ImmutableDictionary<string, object>.Empty;
        try
        {
            inputs = await WriteAsync(writer, (args ?? InvokeArgs.Empty).Members(), $"invoke:{token}", isResource: false)
                .ConfigureAwait(false);
        }
        catch (Exception error)
        {
            run.Errors.Add($"Error serializing arguments for invoke {token}: {error}");
            throw;
        }

        var unknown = OutputCell.Of(null, known: false);
        if (writer.MetUnknown)
        {
            return unknown;
        }

        var declared = await KnownAsync((options as InvokeOutputOptions)?.DependsOn).ConfigureAwait(false);
        var origins = writer.Dependencies.ToImmutableHashSet();
        foreach (var resource in Reachable(origins.Union(declared)))
        {
            // A function must not look at what does not exist yet.
            if (resource.Id?.Cell is { } id)
            {
                await id;
                id.ThrowIfFailed();
                if (!id.IsKnown)
                {
                    return unknown;
                }
            }
        }

        var (value, known, secret) = await CallAsync(token, inputs, options, type).ConfigureAwait(false);
        return OutputCell.Of(value, known, secret, new(origins.Union(declared)));
    }

    private async Task<(object? Value, bool IsKnown, bool IsSecret)> CallAsync(
        string token, ImmutableDictionary<string, object> inputs, InvokeOptions? options, Type type)
    {
        var provider = options?.Provider ?? options?.Parent?.ProviderOf(token);
        var answer = await mocks.CallAsync(new()
        {
            Token = token,
            Args = inputs,
            Provider = provider is null ? string.Empty : await provider.ReferenceAsync().ConfigureAwait(false),
        }).ConfigureAwait(false);

        var writer = new WireWriter();
        var written = await writer.WriteTopAsync(new Dictionary<string, object?>(WireMembers.OfState(answer)), token, "result")
            .ConfigureAwait(false);
        TypeCheck.Run($"{token} result", type);
        return (TypeReader.Of(type).ReadOrDefault(written), writer.IsKnown, writer.IsSecret);
    }

    private static IEnumerable<CustomResource> Reachable(IEnumerable<Resource> resources) => resources.SelectMany(resource =>
        resource is CustomResource custom ? [custom]
        : resource is ComponentResource { IsRemote: false } ? Reachable(resource.Children.All)
        : []);
}
